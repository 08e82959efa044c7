/**
 * Evaluates expressions without the JavaScript compiler, which a page's policy may forbid: acorn reads the source, and what
 * follows walks its tree. The language is the part of JavaScript that array code is written in: names, literals, lists,
 * objects, members, calls, arrow functions, conditions, operators on plain values, and `const`. It has no loops and assigns
 * nothing.
 */
import {
  type ArrowFunctionExpression,
  type CallExpression,
  type Expression,
  type MemberExpression,
  type ModuleDeclaration,
  type NewExpression,
  type ObjectExpression,
  type Options,
  type Program,
  parse,
  type SpreadElement,
  type Statement,
} from 'acorn';
import { checkKey, kindOf, readMember } from './access.js';
import { ExpressionError } from './error.js';
import { binary, unary } from './operators.js';
import { refusal } from './refusals.js';
import { bind, lookUp, Scope } from './scope.js';

/** Who is told of every call and every member read: what came out, and of what it was made. */
export type Watcher = (result: unknown, sources: readonly Source[]) => void;

/** A value and how it is written. */
export interface Source {
  readonly value: unknown;
  readonly text: string;
}

const SYNTAX: Options = { ecmaVersion: 2022, sourceType: 'module' };

/**
 * The value of the last statement.
 *
 * @param names What the source may refer to.
 * @throws ExpressionError with the place, whether the source cannot be read, uses what the language has not, or something
 *   that it calls throws.
 * @example
 * evaluate('const a = arange(3)\na.mul(2)', new Map(Object.entries(contig)));
 */
export function evaluate(source: string, names: ReadonlyMap<string, unknown>, watch: Watcher = () => {}): unknown {
  return new Evaluation(source, watch).program(read(source), new Scope(names));
}

function read(source: string): Program {
  try {
    return parse(source, SYNTAX);
  } catch (error) {
    if (!(error instanceof SyntaxError) || !('pos' in error)) throw error;
    const position = Number(error.pos);
    const message = position >= source.trimEnd().length ? 'the expression is not complete' : 'this cannot be read';
    const detail = error.message.replace(/ \(\d+:\d+\)$/, '');
    throw new ExpressionError(`${message}: ${detail}`, position, position + 1, { cause: error });
  }
}

type Part = { readonly start: number; readonly end: number };

/** What a `?.` that met nothing makes of the rest of its chain. */
const NOTHING = Symbol('nothing');

class Evaluation {
  constructor(
    private readonly source: string,
    private readonly watch: Watcher,
  ) {}

  program({ body }: Program, scope: Scope): unknown {
    let value: unknown;
    for (const statement of body) value = this.statement(statement, scope, value);
    return value;
  }

  private statement(statement: Statement | ModuleDeclaration, scope: Scope, before: unknown): unknown {
    switch (statement.type) {
      case 'EmptyStatement':
        return before;
      case 'ExpressionStatement':
        return this.value(statement.expression, scope);
      case 'VariableDeclaration': {
        let value: unknown;
        for (const { id, init } of statement.declarations) {
          value = init ? this.value(init, scope) : undefined;
          this.at(id, () => bind(id, value, scope, this.value));
        }
        return value;
      }
      default:
        throw new ExpressionError(refusal(statement.type), statement.start, statement.end);
    }
  }

  /** Runs an action; what it throws is told with the place of a part of the source. */
  private at<T>({ start, end }: Part, action: () => T): T {
    try {
      return action();
    } catch (error) {
      if (error instanceof ExpressionError) throw error;
      throw new ExpressionError(error instanceof Error ? error.message : String(error), start, end, { cause: error });
    }
  }

  private text({ start, end }: Part): string {
    return this.source.slice(start, end);
  }

  private readonly value = (node: Expression, scope: Scope): unknown => {
    switch (node.type) {
      case 'Literal':
        if (node.regex) break;
        return node.value;
      case 'Identifier':
        return this.at(node, () => lookUp(node.name, scope));
      case 'ParenthesizedExpression':
        return this.value(node.expression, scope);
      case 'ArrayExpression':
        return this.list(node.elements, scope);
      case 'ObjectExpression':
        return this.object(node, scope);
      case 'MemberExpression':
        return this.member(node, scope).value;
      case 'ChainExpression': {
        const value = this.value(node.expression, scope);
        return value === NOTHING ? undefined : value;
      }
      case 'CallExpression':
        return this.call(node, scope);
      case 'NewExpression':
        return this.make(node, scope);
      case 'ArrowFunctionExpression':
        return this.arrow(node, scope);
      case 'UnaryExpression': {
        const argument = this.value(node.argument, scope);
        return this.at(node, () => unary(node.operator, argument));
      }
      case 'BinaryExpression': {
        if (node.left.type === 'PrivateIdentifier') break;
        const left = this.value(node.left, scope);
        const right = this.value(node.right, scope);
        return this.at(node, () => binary(node.operator, left, right));
      }
      case 'LogicalExpression': {
        const left = this.value(node.left, scope);
        const decided = node.operator === '&&' ? !left : node.operator === '||' ? left : left != null;
        return decided ? left : this.value(node.right, scope);
      }
      case 'ConditionalExpression':
        return this.value(this.value(node.test, scope) ? node.consequent : node.alternate, scope);
      case 'TemplateLiteral':
        return node.quasis
          .map(({ value }, i) => (i === 0 ? '' : String(this.value(node.expressions[i - 1], scope))) + value.cooked)
          .join('');
    }
    throw new ExpressionError(refusal(node.type), node.start, node.end);
  };

  private list(elements: readonly (Expression | SpreadElement | null)[], scope: Scope): unknown[] {
    return elements.flatMap((element) => {
      if (element === null) return [undefined];
      if (element.type !== 'SpreadElement') return [this.value(element, scope)];
      const value = this.value(element.argument, scope);
      return this.at(element, () => [...(value as Iterable<unknown>)]);
    });
  }

  private object({ properties }: ObjectExpression, scope: Scope): object {
    const object: Record<string | number, unknown> = {};
    for (const property of properties) {
      if (property.type === 'SpreadElement') {
        Object.assign(object, this.value(property.argument, scope));
        continue;
      }
      if (property.kind !== 'init' || property.method) {
        throw new ExpressionError(refusal('FunctionExpression'), property.start, property.end);
      }
      const { key, computed } = property;
      const name = key.type === 'Identifier' && !computed ? key.name : this.value(key as Expression, scope);
      object[this.at(key, () => checkKey(name))] = this.value(property.value, scope);
    }
    return object;
  }

  /** A member, and the object that a method of that name is called on. */
  private member(node: MemberExpression, scope: Scope): { object: unknown; value: unknown } {
    if (node.object.type === 'Super' || node.property.type === 'PrivateIdentifier') {
      throw new ExpressionError(refusal(node.type), node.start, node.end);
    }
    const object = this.value(node.object, scope);
    if (object === NOTHING || (node.optional && object == null)) return { object: undefined, value: NOTHING };
    const { property, computed } = node;
    const name = property.type === 'Identifier' && !computed ? property.name : this.value(property, scope);
    const text = this.text(node.object);
    const value = this.at(property, () => readMember(object, name, text));
    if (typeof value !== 'function') this.watch(value, [{ value: object, text }]);
    return { object, value };
  }

  private call(node: CallExpression, scope: Scope): unknown {
    const { callee } = node;
    if (callee.type === 'Super') throw new ExpressionError(refusal(callee.type), node.start, node.end);
    const { object, value } =
      callee.type === 'MemberExpression'
        ? this.member(callee, scope)
        : { object: undefined, value: this.value(callee, scope) };
    if (value === NOTHING || (node.optional && value == null)) return NOTHING;
    const args = this.list(node.arguments, scope);
    const result = this.at(node, () => {
      if (typeof value !== 'function') throw new TypeError(`${this.text(callee)} is ${kindOf(value)}, not a function`);
      return Reflect.apply(value, object, args) as unknown;
    });
    const sources = args.map((arg, i) => ({ value: arg, text: this.text(node.arguments[i] ?? node) }));
    if (callee.type === 'MemberExpression') sources.unshift({ value: object, text: this.text(callee.object) });
    this.watch(result, sources);
    return result;
  }

  private make(node: NewExpression, scope: Scope): unknown {
    const { callee } = node;
    const type = this.value(callee, scope);
    const args = this.list(node.arguments, scope);
    return this.at(node, () => {
      if (typeof type !== 'function') throw new TypeError(`${this.text(callee)} is ${kindOf(type)}, not a class`);
      return Reflect.construct(type, args) as unknown;
    });
  }

  private arrow(node: ArrowFunctionExpression, scope: Scope): (...args: unknown[]) => unknown {
    if (node.async) throw new ExpressionError(refusal('AwaitExpression'), node.start, node.end);
    const { params, body } = node;
    const bound = (args: unknown[]) => {
      const inner = new Scope(scope);
      params.forEach((param, i) => {
        if (param.type === 'RestElement') bind(param.argument, args.slice(i), inner, this.value);
        else bind(param, args[i], inner, this.value);
      });
      return inner;
    };
    // Callers such as fuse count a function's parameters.
    const length = params.findIndex(({ type }) => type === 'AssignmentPattern' || type === 'RestElement');
    const result = (...args: unknown[]) => {
      const inner = bound(args);
      if (body.type !== 'BlockStatement') return this.value(body, inner);
      for (const statement of body.body) {
        if (statement.type === 'ReturnStatement') {
          return statement.argument ? this.value(statement.argument, inner) : undefined;
        }
        this.statement(statement, inner, undefined);
      }
      return undefined;
    };
    return Object.defineProperty(result, 'length', { value: length < 0 ? params.length : length });
  }
}
