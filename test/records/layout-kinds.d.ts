export interface Kind {
  make: (n: number) => unknown;
  n?: number;
  within?: number;
}
export const kinds: Record<string, Kind>;
