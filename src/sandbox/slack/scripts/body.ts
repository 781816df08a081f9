/** Reads what scripts and the page send, and says what to send when it is wrong. */
import { z } from 'zod';
import { isFields, parsed } from '../json.ts';
import { CHANNELS, type Channel, channel, PEOPLE, type Person, person } from '../seeds.ts';
import { BadRequest } from './bad-request.ts';

const name = z.string().min(1);

export const CommandBody = z.strictObject({ user: name, channel: name, text: z.string() });
export const MessageBody = z.looseObject({
  user: name.optional(),
  channel: name,
  text: z.string().default(''),
});
/** Whoever wrote it changes it: the fields given take the place of those it had. */
export const EditBody = z.looseObject({ channel: name, ts: name });
export const ActionBody = z.strictObject({
  user: name,
  channel: name,
  message_ts: name,
  action_id: name,
  value: z.unknown().optional(),
  /** Which block, where several have this action_id. */
  block_id: name.optional(),
  state: z.record(z.string(), z.unknown()).optional(),
});
/** Who is in a user group from now on. */
export const GroupBody = z.strictObject({ id: name, users: z.array(name) });
export const ShortcutBody = z.strictObject({
  user: name,
  channel: name,
  message_ts: name,
  callback_id: name,
});
export const ViewBody = z.strictObject({
  user: name,
  view_id: name,
  action_id: name.optional(),
  block_id: name.optional(),
  value: z.unknown().optional(),
  state: z.record(z.string(), z.unknown()).optional(),
});
export const FileBody = z.strictObject({
  user: name,
  channel: name,
  name,
  /** The file's bytes, base64. */
  content: name,
  text: z.string().default(''),
  thread_ts: name.optional(),
});
export const HomeBody = z.strictObject({ user: name, tab: z.enum(['home', 'messages']) });

/** Throws BadRequest with an example of what to send. */
export function readAs<Schema extends z.ZodType>(
  schema: Schema,
  body: string,
  example: string,
): z.infer<Schema> {
  const value = parsed(body);
  if (!isFields(value)) throw new BadRequest(`The body is not a JSON object. Send for example ${example}`);
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const wrong = read.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw new BadRequest(`${wrong.join('; ')}. Send for example ${example}`);
}

/** A person by id, name or real name. Throws BadRequest. */
export function whoIs(idOrName: string): Person {
  const found = person(idOrName);
  if (found) return found;
  const names = PEOPLE.filter((one) => !one.bot).map((one) => `${one.name} (${one.id})`);
  throw new BadRequest(`There is no user "${idOrName}". Users: ${names.join(', ')}.`);
}

/** A channel by id or name. Throws BadRequest. */
export function whereIs(idOrName: string): Channel {
  const found = channel(idOrName);
  if (found) return found;
  const names = CHANNELS.filter((one) => !one.with).map((one) => `${one.name} (${one.id})`);
  throw new BadRequest(`There is no channel "${idOrName}". Channels: ${names.join(', ')}.`);
}

/** A person who may speak in this channel. Throws BadRequest. */
export function memberOf(where: Channel, idOrName: string): Person {
  const who = whoIs(idOrName);
  if (where.members.includes(who.id)) return who;
  throw new BadRequest(
    `${who.realName} is not a member of ${where.name}. Members: ${where.members.join(', ')}.`,
  );
}
