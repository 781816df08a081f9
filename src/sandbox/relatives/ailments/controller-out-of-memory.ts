import { defineAilment } from '../ailment.ts';
import { imageController } from '../image-controller.ts';

/** 256 MiB are too few for the layers it copies side by side. */
export const controllerOutOfMemory = defineAilment({
  id: 'controller-out-of-memory',
  title: 'The image controller is killed for its memory again and again',
  sick: () => imageController('out-of-memory'),
  well: () => imageController('well'),
});
