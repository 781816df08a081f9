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

/**
 * In a Redis Cluster a script or transaction reaches one slot: keys that change together carry the same hash tag
 * there (https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags). Everything else
 * spreads over all nodes. On a single Redis the names stay what they always were.
 */
type Tag = (name: string) => string;

const layout = (of: Tag) =>
  ({
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
    approvalsOf: (incident: string) => `medic:${of('approvals')}-of:${incident}`,
    /** Sorted set: approvals that wait for people, by when they expire. */
    approvalsOpen: `medic:${of('approvals')}-open`,
    /** Sorted set: approvals that a worker is to go on with, by when they were made. */
    approvalsUnderWay: `medic:${of('approvals')}-under-way`,
    /** Stream of audit records; never trimmed. */
    audit: `medic:${of('audit')}`,
    /** Hash: which event has which number in the audit, so that telling it twice writes it once. */
    auditTold: `medic:${of('audit')}-told`,
    /** Who works on an object just now. */
    lock: (object: string) => `medic:${of('lock')}:${object}`,
    /** Sorted set: approvals that a rule of autopilot let through in the last hour, by time. */
    autopilotRule: (rule: string) => `medic:${of('autopilot')}:${rule}`,
    /** The approval by which autopilot wrote to an object in the last hour. */
    autopilotDone: (object: string) => `medic:${of('autopilot')}-done:${object}`,
    /** Hash: frozen clusters, `*` for all. */
    frozen: 'medic:frozen',
    /** Bytes of a file on its way. */
    file: (id: string) => `medic:${of('file')}:${id}`,
    /** Sorted set: files with their sizes, by when they were put there. */
    files: `medic:${of('file')}s`,
    inbox: (key: string) => `medic:${of('inbox')}:${key}`,
    /** Sorted set: what was received and is not worked on yet, by time. */
    inboxOpen: `medic:${of('inbox')}-open`,
    /** Hash: the storage of a registry's projects, by day. */
    storageLooks: (registry: string) => `medic:storage-looks:${registry}`,
    /** Which process does what only one may do. */
    leader: (what: string) => `medic:leader:${what}`,
    /** This telling is known. */
    sighting: (id: string) => `medic:${of('sighting')}:${id}`,
    /** List: what told of this target and waits to be worked on. */
    sightingsOf: (target: string) => `medic:${of('sighting')}s-of:${target}`,
    /** Set while a channel has a thread whose root is not known yet. */
    earlyTurn: (channel: string) => `medic:early-turn:${channel}`,
    /** Set while one process sweeps a flooded cluster. */
    floodTurn: (cluster: string) => `medic:flood-turn:${cluster}`,
    /** Set: keys of targets of a cluster that wait. */
    sightingTargets: (cluster: string) => `medic:${of('sighting')}-targets:${cluster}`,
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
    /** Set: keys of everything that ever suffered from a trouble. */
    sufferOf: (trouble: string) => `medic:suffer-of:${trouble}`,
    /** Sorted set: troubles opened in a channel in the last minutes, by time. */
    openedIn: (channel: string) => `medic:opened-in:${channel}`,
    /** The summary that a flooded channel has now. */
    digestIn: (channel: string) => `medic:digest-in:${channel}`,
    digest: (id: string) => `medic:digest:${id}`,
    /** How the registries were at the last look. */
    health: 'medic:health',
    /** Packed facts of a request's looks. */
    cases: (requestId: string) => `medic:cases:${requestId}`,
    feedback: (id: string) => `medic:${of('feedback')}:${id}`,
    /** Sorted set: ids of feedback, by time. */
    feedbacks: `medic:${of('feedback')}s`,
    /** Hash: what channels subscribed to by a command want, by channel. */
    subscriptions: 'medic:subscriptions',
    /** Hash: what channels muted, by channel and subject, until when. */
    mutes: 'medic:mutes',
    /** Set while a worker lives on this node. */
    nodeAlive: (cluster: string, node: string) => `medic:node-alive:${cluster}:${node}`,
  }) as const;

export type Keys = ReturnType<typeof layout>;

/** On a single Redis. */
export const keys: Keys = layout((name) => name);

const clusterKeys: Keys = layout((name) => `{${name}}`);

export function keysOf({ isCluster }: { readonly isCluster: boolean }): Keys {
  return isCluster ? clusterKeys : keys;
}
