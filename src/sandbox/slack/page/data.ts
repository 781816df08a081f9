/** What the page gets from the workspace. */
import type { Fields } from '../json.ts';
import type { Change, Ephemeral, Message } from '../messages.ts';
import type { CommandHint } from '../options.ts';
import type { Channel, Person, UserGroup } from '../seeds.ts';
import type { View } from '../views.ts';

export type { Channel, CommandHint, Ephemeral, Fields, Message, Person, UserGroup, View };

export interface Workspace {
  readonly team: { readonly name: string };
  readonly bot: { readonly userId: string; readonly name: string };
  readonly command: string;
  readonly commands: readonly CommandHint[];
  readonly users: readonly Person[];
  readonly channels: readonly Channel[];
  readonly groups: readonly UserGroup[];
  readonly messages: readonly Message[];
  readonly ephemerals: readonly Ephemeral[];
  readonly views: Readonly<Record<string, readonly View[]>>;
  readonly homes: Readonly<Record<string, View | null>>;
}

export type Streamed =
  | Change
  | {
      readonly kind: 'views';
      readonly user: string;
      readonly stack: readonly View[];
      readonly home: View | null;
    };

export interface Fault {
  readonly id: string;
  readonly title: string;
  readonly subject: string;
  readonly cause: string;
  readonly healed: boolean;
}
