/** The browser and its machine in words. */

interface Brands {
  readonly brands?: readonly { readonly brand: string; readonly version: string }[];
  readonly platform?: string;
}

/** By what of the user agent tells browsers apart, the more special first. */
const BROWSERS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Edge', /Edg\/(\d+)/],
  ['Firefox', /Firefox\/(\d+)/],
  ['Chrome', /Chrome\/(\d+)/],
  ['Safari', /Version\/(\d+).*Safari/],
];

export function browserName(userAgent: string, brands: Brands['brands'] = []): string {
  const brand =
    brands.find(({ brand: name }) => !/not.*brand/i.test(name) && name !== 'Chromium') ??
    brands.find(({ brand: name }) => name === 'Chromium');
  if (brand !== undefined) return `${brand.brand} ${brand.version}`;
  for (const [name, pattern] of BROWSERS) {
    const found = pattern.exec(userAgent);
    if (found !== null) return `${name} ${found[1]}`;
  }
  return 'unknown browser';
}

/** A sentence on where a run took place. */
export function placeOf(
  { userAgent, hardwareConcurrency, ...rest }: Pick<Navigator, 'userAgent' | 'hardwareConcurrency'>,
  threads: number,
): string {
  const { userAgentData } = rest as { userAgentData?: Brands };
  const name = browserName(userAgent, userAgentData?.brands);
  return `${name}, ${hardwareConcurrency} cores, ${threads === 1 ? 'one thread' : `${threads} threads`}.`;
}
