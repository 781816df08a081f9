/** A right of a robot of Harbor, by Harbor's own names (src/common/rbac/const.go). */
export interface HarborRight {
  /** `system`: of the whole Harbor; `project`: in each project it is given in. */
  readonly level: 'system' | 'project';
  readonly resource: string;
  readonly action: string;
}

/** Each once, the system's first: `replication create`. */
export function harborRightsOf(
  remediations: readonly { readonly harborRights: readonly HarborRight[] }[],
): Readonly<Record<HarborRight['level'], readonly string[]>> {
  const all = remediations.flatMap(({ harborRights }) => harborRights);
  const of = (level: HarborRight['level']): readonly string[] =>
    [
      ...new Set(
        all.filter((one) => one.level === level).map(({ resource, action }) => `${resource} ${action}`),
      ),
    ].sort();
  return { system: of('system'), project: of('project') };
}
