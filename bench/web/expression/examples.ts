/** Expressions to begin with. The first is evaluated when the page opens. */
export const EXAMPLES: readonly (readonly [label: string, source: string])[] = [
  ['Transposed view', 'arange(12).reshape(3, 4).T'],
  ['A step through memory', "const a = arange(24, 'f32').reshape(4, 6)\na.get('::2', '1::2')"],
  ['Broadcast', "broadcastTo(array([10, 20, 30], 'i16'), [4, 3])"],
  ['Arithmetic', 'const x = linspace(0, 1, 9)\nx.mul(pi).sin().round(3)'],
  ['Masks', 'const a = random.defaultRng(42).integers(0, 100, { size: [4, 6] })\nwhere(a.gt(50), a, 0)'],
  [
    'Records',
    "const Point = recordType({ x: 'f64', y: 'f32', id: 'u16' }, { align: true })\nRecordArray.from([{ x: 1, y: 2, id: 7 }, { x: 3, y: 4, id: 8 }], { type: Point })",
  ],
  ['Linear algebra', 'const A = array([[4, 1], [1, 3]])\nlinalg.solve(A, [1, 2])'],
  ['Fused', 'const gauss = fuse((x) => exp(x.square().mul(-0.5)))\ngauss(linspace(-2, 2, 9))'],
  ['Objects, weighed', 'Array.from({ length: 1000 }, (_, i) => ({ x: i, y: i / 2 }))'],
];
