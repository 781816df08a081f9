/** Where all writes are stopped, by whom and why. */
export interface Freeze {
  /** A configured cluster's name, or `*`: everywhere. */
  readonly where: string;
  /** Slack id. */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  readonly why: string;
}
