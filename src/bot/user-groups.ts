/** Members of Slack user groups, read at the very moment somebody presses. Nothing of it is kept. */
import type { webApi } from '@slack/bolt';

/** Throws when Slack does not tell: then nobody of the group may, and the person is told to try again. */
export type MembersOf = (group: string) => Promise<readonly string[]>;

export function userGroups(client: webApi.WebClient): MembersOf {
  return async (group) => {
    const { users = [] } = await client.usergroups.users.list({ usergroup: group });
    return users;
  };
}
