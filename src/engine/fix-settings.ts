/** What the operator sets of fixes, beside which of them there are. */
export interface FixSettings {
  /** What a measuring Job runs: an image with curl, from where the cluster can pull. */
  readonly measuringImage: string;
  /** How long a component logs more before that is taken back, minutes. */
  readonly debugMinutes: number;
}

export const USUAL_FIX_SETTINGS: FixSettings = {
  measuringImage: 'docker.io/curlimages/curl:8.11.1',
  debugMinutes: 15,
};
