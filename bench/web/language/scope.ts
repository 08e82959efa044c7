/** The names that hold at a place of the source, and how patterns give values to them. */
import type { Pattern } from 'acorn';
import { checkKey } from './access.js';
import { ExpressionError } from './error.js';
import { orSuggest } from './suggest.js';

export class Scope {
  private readonly own = new Map<string, unknown>();

  /** @param outer What is not declared here is looked for there. */
  constructor(private readonly outer: Scope | ReadonlyMap<string, unknown>) {}

  get(name: string): unknown {
    return this.own.has(name) ? this.own.get(name) : this.outer.get(name);
  }

  has(name: string): boolean {
    return this.own.has(name) || this.outer.has(name);
  }

  *keys(): Iterable<string> {
    yield* this.own.keys();
    yield* this.outer.keys();
  }

  declare(name: string, value: unknown): void {
    this.own.set(name, value);
  }
}

/** @throws TypeError when there is no such name. */
export function lookUp(name: string, scope: Scope): unknown {
  if (scope.has(name)) return scope.get(name);
  throw new TypeError(`there is no '${name}'${orSuggest(name, scope.keys())}`);
}

/** Declares the names of a pattern: `x`, `{ values, counts: n }`, `[q, ...rest]`, each perhaps with a default. */
export function bind(
  pattern: Pattern,
  value: unknown,
  scope: Scope,
  evaluate: (node: import('acorn').Expression, scope: Scope) => unknown,
): void {
  switch (pattern.type) {
    case 'Identifier':
      scope.declare(pattern.name, value);
      return;
    case 'AssignmentPattern':
      bind(pattern.left, value === undefined ? evaluate(pattern.right, scope) : value, scope, evaluate);
      return;
    case 'ArrayPattern': {
      const items = [...(value as Iterable<unknown>)];
      pattern.elements.forEach((element, i) => {
        if (element === null) return;
        if (element.type === 'RestElement') bind(element.argument, items.slice(i), scope, evaluate);
        else bind(element, items[i], scope, evaluate);
      });
      return;
    }
    case 'ObjectPattern': {
      const object = Object(value) as Record<string | number, unknown>;
      const taken = new Set<string>();
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') {
          const rest = Object.entries(object).filter(([name]) => !taken.has(name));
          bind(property.argument, Object.fromEntries(rest), scope, evaluate);
          continue;
        }
        const key = checkKey(
          property.key.type === 'Identifier' && !property.computed
            ? property.key.name
            : evaluate(property.key as import('acorn').Expression, scope),
        );
        taken.add(String(key));
        bind(property.value as Pattern, object[key], scope, evaluate);
      }
      return;
    }
    default:
      throw new ExpressionError('a name is expected here', pattern.start, pattern.end);
  }
}
