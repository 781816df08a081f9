import type { Installation } from '../../engine/installation.ts';
import type { StorageTrouble } from '../../engine/storage-report.ts';
import { imageCleanup } from '../../probes/installation/image-cleanup.ts';
import { examineInstallation } from '../installation/examine-installation.ts';
import type { Surroundings } from '../surroundings.ts';
import { troublesOf } from './troubles.ts';

/** Does anything clean up what an image controller copies? */
export async function cleaningOf(
  installation: Installation,
  surroundings: Surroundings,
): Promise<readonly StorageTrouble[]> {
  const checks = surroundings.checks.filter(
    ({ probes }) => probes.length > 0 && probes.every(({ id }) => id === imageCleanup.id),
  );
  return troublesOf(await examineInstallation(installation, surroundings, { checks }));
}
