import { defineAilment } from '../ailment.ts';
import { imageController } from '../image-controller.ts';
import { imageSource } from '../objects.ts';

/** Somebody pasted the address from the browser. */
export const sourceDomainScheme = defineAilment({
  id: 'source-domain-scheme',
  title: 'A source of images whose domain holds a scheme and a path',
  beside: imageController('well'),
  sick: () => [imageSource('https://harbor.acme.test/v2/', 'Failed')],
  well: () => [imageSource('harbor.acme.test', 'Success')],
});
