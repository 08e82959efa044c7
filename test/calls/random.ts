/** Sample calls: random numbers. */
import { type Calls, each } from './common.js';

/** Methods of a generator that begins with the same seed in every call; and the functions beside it. */
export const RANDOM: Calls = {
  'random.defaultRng': [() => [1]],
  ...each('Generator.random Generator.standardNormal Generator.standardExponential', (of) => [
    [3, 4],
    { dtype: of.dtype },
  ]),
  'Generator.standardGamma': [(of) => [2, [3, 4], { dtype: of.dtype }], (of) => [of.positive([4]), [3, 4]]],
  'Generator.integers': [(of) => [0, 2, { size: [3, 4], dtype: of.dtype }]],
  'Generator.bytes': [() => [10]],
  ...each('Generator.lognormal Generator.laplace Generator.logistic Generator.gumbel Generator.f', (of) => [
    of.positive([3, 1]),
    of.positive([4], 2),
  ]),
  ...each('Generator.wald Generator.vonmises', (of) => [of.positive([3, 1]), of.positive([4], 2)]),
  ...each('Generator.rayleigh Generator.weibull Generator.pareto Generator.power', (of) => [of.positive([3, 4])]),
  ...each('Generator.standardT Generator.chisquare', (of) => [of.positive([3, 4])]),
  'Generator.triangular': [(of) => [of.of([0, 0, 1], [3, 1], of.dtype), of.of([1, 1], [2], of.dtype), 2]],
  'Generator.standardCauchy': [() => [[3, 4]]],
  ...each('Generator.geometric Generator.logseries', (of) => [of.of([0.25, 0.5, 0.75], [3], 'f64'), [2, 3]]),
  'Generator.negativeBinomial': [(of) => [of.positive([3, 4]), 0.5]],
  'Generator.zipf': [(of) => [of.of([2, 3, 4], [3], of.dtype), [2, 3]]],
  'Generator.hypergeometric': [(of) => [of.index([4], 9), 5, of.of([1, 2, 3, 4], [4], 'i64')]],
  'Generator.multinomial': [(of) => [of.index([3], 9), of.of([0.25, 0.75], [2], 'f64')]],
  'Generator.dirichlet': [(of) => [of.positive([3]), [4]]],
  'Generator.uniform': [(of) => [of.of([0, 1, 1], [3, 1], of.dtype), of.of([1, 1, 1, 1], [4], of.dtype)]],
  ...each('Generator.normal Generator.gamma Generator.beta', (of) => [of.positive([3, 1]), of.positive([4], 2)]),
  ...each('Generator.exponential Generator.poisson', (of) => [of.positive([3, 4])]),
  'Generator.binomial': [(of) => [of.index([3, 4], 9), 0.5]],
  'Generator.shuffle': [(of) => [of([5, 4])]],
  'Generator.permutation': [(of) => [of([5, 4])]],
  'Generator.permuted': [(of) => [of([5, 4]), { axis: 1 }]],
  'Generator.choice': [(of) => [of([5, 4]), [3], { axis: 1 }]],
  'Generator.spawn': [() => [2]],
};
