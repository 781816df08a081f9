import { defineAilment } from '../ailment.ts';
import { imageController } from '../image-controller.ts';
import { imageSource } from '../objects.ts';

/** Its name was taken out of DNS when the registry moved. */
export const sourceUnreached = defineAilment({
  id: 'source-unreached',
  title: 'A source of images whose name no DNS knows any more',
  beside: imageController('well'),
  sick: () => [imageSource('harbor-moved.acme.test', 'Failed')],
  well: () => [imageSource('harbor.acme.test', 'Success')],
});
