import { manifest } from '../../../src/probes/manifest.ts';
import { askProbes, type PullSetting } from '../../setup/registry-lab/ask-probes.ts';

export async function askManifest(config: Parameters<typeof askProbes>[0], setting: PullSetting) {
  const asking = askProbes(config, setting);
  try {
    return await asking.fact(manifest);
  } finally {
    await asking.close();
  }
}
