/** Wrong before any registry is asked. */
import type { Fault } from '../fault.ts';

export const specFaults: readonly Fault[] = [
  {
    id: 'capitals in the name',
    cause: 'image-name-invalid',
    stage: ({ basic }) => ({ image: `${basic.domain}/Shop/Cart:1` }),
    says: /shop\/cart:1/,
  },
  {
    id: 'a variable never filled in',
    cause: 'image-name-invalid',
    stage: ({ basic }) => ({ image: `${basic.domain}/shop/cart:$\{TAG}` }),
  },
  {
    id: 'policy Never without the image',
    cause: 'pull-policy-never',
    stage: ({ basic }) => ({ image: `${basic.domain}/shop/cart:1`, policy: 'Never' }),
    never: ['credentials-missing'],
  },
];
