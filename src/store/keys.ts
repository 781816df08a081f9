/** Every key in Redis, in one place: what it holds and how long it lives, seconds. */
export const DAY_S = 24 * 60 * 60;

/** Incidents are read again by buttons pressed weeks later. */
export const INCIDENT_S = 30 * DAY_S;

/** Longer than Slack goes on delivering an event: hourly for 24 hours with its delayed events. */
export const INBOX_S = 25 * 60 * 60;

/** Slack takes answers at a response_url for 30 minutes. */
export const ANSWER_URL_S = 30 * 60;

/** A node's worker that has been silent for so long is taken for dead. */
export const NODE_ALIVE_S = 15;

/** As long as the incident whose fault they mend. */
export const APPROVAL_S = INCIDENT_S;

/** Files wait for their delivery, or for being read again by `Run again`. */
export const FILE_S = DAY_S;

/** Growth is counted from looks of the last days; a registry nobody asks about any more is forgotten. */
export const LOOKS_S = 60 * DAY_S;

/** Until somebody may say that a verdict was wrong. */
export const CASES_S = DAY_S;

/** What people said of verdicts is what the next version is tried on. */
export const FEEDBACK_S = 365 * DAY_S;

/** Longer than Alertmanager repeats an alert, or Slack an event. */
export const SIGHTING_S = 25 * 60 * 60;

/** Longer than a channel can be muted: what is told meanwhile waits for the end of it. */
export const HELD_S = 8 * DAY_S;

/** Troubles are told of again in the same thread, and looked up in the history. */
export const TROUBLE_S = INCIDENT_S;

export const keys = {
  incident: (id: string) => `medic:incident:${id}`,
  /** Hash: which messages of an incident are in Slack. */
  posts: (id: string) => `medic:posts:${id}`,
  /** Who is posting one message just now. */
  claim: (id: string, slot: string) => `medic:claim:${id}:${slot}`,
  answerUrl: (id: string) => `medic:answer-url:${id}`,
  /** Sorted set: incidents whose answer has a button of a fix, by when it was given. */
  incidentsOffering: 'medic:incidents-offering',
  approval: (id: string) => `medic:approval:${id}`,
  /** Sorted set: approvals of an incident, by when they were made. */
  approvalsOf: (incident: string) => `medic:approvals-of:${incident}`,
  /** Sorted set: approvals that wait for people, by when they expire. */
  approvalsOpen: 'medic:approvals-open',
  /** Stream of audit records; never trimmed. */
  audit: 'medic:audit',
  /** Hash: which event has which number in the audit, so that telling it twice writes it once. */
  auditTold: 'medic:audit-told',
  /** Who works on an object just now. */
  lock: (object: string) => `medic:lock:${object}`,
  /** Sorted set: approvals that a rule of autopilot let through in the last hour, by time. */
  autopilotRule: (rule: string) => `medic:autopilot:${rule}`,
  /** The approval by which autopilot wrote to an object in the last hour. */
  autopilotDone: (object: string) => `medic:autopilot-done:${object}`,
  /** Hash: frozen clusters, `*` for all. */
  frozen: 'medic:frozen',
  /** Bytes of a file on its way. */
  file: (id: string) => `medic:file:${id}`,
  /** Sorted set: files with their sizes, by when they were put there. */
  files: 'medic:files',
  inbox: (key: string) => `medic:inbox:${key}`,
  /** Sorted set: what was received and is not worked on yet, by time. */
  inboxOpen: 'medic:inbox-open',
  /** Hash: the storage of a registry's projects, by day. */
  storageLooks: (registry: string) => `medic:storage-looks:${registry}`,
  /** Which process does what only one may do. */
  leader: (what: string) => `medic:leader:${what}`,
  /** This telling is known. */
  sighting: (id: string) => `medic:sighting:${id}`,
  /** List: what told of this target and waits to be worked on. */
  sightingsOf: (target: string) => `medic:sightings-of:${target}`,
  /** Set while a channel has a thread whose root is not known yet. */
  earlyTurn: (channel: string) => `medic:early-turn:${channel}`,
  /** Set while one process sweeps a flooded cluster. */
  floodTurn: (cluster: string) => `medic:flood-turn:${cluster}`,
  /** Set: keys of targets of a cluster that wait. */
  sightingTargets: (cluster: string) => `medic:sighting-targets:${cluster}`,
  trouble: (id: string) => `medic:trouble:${id}`,
  /** The trouble that has this root, while it is open or may come back. */
  troubleAt: (root: string) => `medic:trouble-at:${root}`,
  /** Hash: the troubles that this target belongs to, and when it was looked at. */
  troubleOf: (target: string) => `medic:trouble-of:${target}`,
  /** Sorted set: open troubles, by when they are to be looked at again. */
  troublesOpen: 'medic:troubles-open',
  /** Sorted set: troubles of the last days, by when they opened. */
  troublesLately: 'medic:troubles-lately',
  /** Set: tellings of a trouble. */
  toldOf: (trouble: string) => `medic:told-of:${trouble}`,
  /** Sorted set: troubles opened in a channel in the last minutes, by time. */
  openedIn: (channel: string) => `medic:opened-in:${channel}`,
  /** The summary that a flooded channel has now. */
  digestIn: (channel: string) => `medic:digest-in:${channel}`,
  digest: (id: string) => `medic:digest:${id}`,
  /** How the registries were at the last look. */
  health: 'medic:health',
  /** Packed facts of a request's looks. */
  cases: (requestId: string) => `medic:cases:${requestId}`,
  feedback: (id: string) => `medic:feedback:${id}`,
  /** Sorted set: ids of feedback, by time. */
  feedbacks: 'medic:feedbacks',
  /** Hash: what channels subscribed to by a command want, by channel. */
  subscriptions: 'medic:subscriptions',
  /** Hash: what channels muted, by channel and subject, until when. */
  mutes: 'medic:mutes',
  /** Set while a worker lives on this node. */
  nodeAlive: (cluster: string, node: string) => `medic:node-alive:${cluster}:${node}`,
} as const;
