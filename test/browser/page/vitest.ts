/** What the tests import as 'vitest', made of vitest's own parts, which run in any browser without eval. */
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  addCustomEqualityTesters,
  ChaiStyleAssertions,
  chai,
  customMatchers,
  GLOBAL_EXPECT,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect';
import { getCurrentTest } from '@vitest/runner';
import * as spy from '@vitest/spy';

export {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  it,
  onTestFailed,
  onTestFinished,
  suite,
  test,
} from '@vitest/runner';

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(ChaiStyleAssertions);
chai.use(JestAsymmetricMatchers);

type Loose = Record<PropertyKey, unknown>;

/** chai's `expect` with vitest's matchers, which knows the test at work. */
function makeExpect() {
  const made = (value: unknown, message?: string) => {
    const assertion = chai.expect(value, message);
    const running = getCurrentTest();
    return running ? (assertion as unknown as { withTest(test: unknown): unknown }).withTest(running) : assertion;
  };
  const loose = globalThis as unknown as Loose;
  Object.assign(made, chai.expect, loose[ASYMMETRIC_MATCHERS_OBJECT], {
    getState: () => getState(made as never),
    setState: (state: object) => setState(state, made as never),
    addEqualityTesters: addCustomEqualityTesters,
  });
  setState({ assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null } as never, made as never);
  loose[GLOBAL_EXPECT] = made;
  (chai.expect as unknown as { extend(own: unknown, matchers: unknown): void }).extend(made, customMatchers);
  return made;
}

export const expect = makeExpect();
export const assert = chai.assert;

export const vi = { ...spy, mocked: <T>(value: T): T => value };
