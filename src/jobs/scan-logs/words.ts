import { sizeOf } from '../../engine/bytes.ts';
import type { Words } from '../../engine/words.ts';
import type { Scanned } from './scan-lines.ts';

export const scanWords: Words<{
  readonly noCluster: string;
  nothing(what: string): string;
  tooMany(count: number): string;
  reading(done: number, all: number, lines: number): string;
  logOf(log: string): string;
  readonly silent: string;
  cuts(of: readonly { readonly log: string; readonly cut: NonNullable<Scanned['cut']> }[]): readonly string[];
}> = {
  en: {
    noCluster: 'No cluster is configured here, so there are no logs to read.',
    nothing: (what) =>
      `No component, namespace or pod with a log is called \`${what}\`. Components: \`core\`, \`jobservice\`, \`registry\`, \`database\`, \`redis\`, \`nginx\`, \`trivy\` and more.`,
    tooMany: (count) => `${count} more containers were not read: name a namespace, a component or a pod.`,
    reading: (done, all, lines) =>
      `reading log ${done} of ${all}: ${lines.toLocaleString('en')} lines so far`,
    logOf: (log) => `log of ${log}`,
    silent: 'the kubelet did not answer within 35 s',
    cuts: (of) =>
      (['time', 'lines', 'bytes'] as const)
        .flatMap((why) => {
          const logs = of.filter(({ cut }) => cut === why).map(({ log }) => log);
          const names = `${logs.slice(0, 3).join(', ')}${logs.length > 3 ? ` and ${logs.length - 3} more` : ''}`;
          const unit = { time: 'time', lines: 'number of lines', bytes: 'number of bytes' }[why];
          return logs.length === 0
            ? []
            : [
                `Not read to the end (the ${unit} for one scan was used up): ${names}. Ask for less with \`--since\`.`,
              ];
        })
        .concat(
          of.flatMap(({ log, cut }) => {
            if (typeof cut !== 'object') return [];
            if ('broke' in cut) return [`The log of ${log} broke off: ${cut.broke}`];
            const much = sizeOf(cut.limit);
            return [`Only the first ${much} of ${log} were read. Ask for less with \`--since\`.`];
          }),
        ),
  },
};
