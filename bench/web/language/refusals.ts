/** What the language has not, and what to write instead, by acorn's names of the parts of JavaScript. */

const LOOP = 'there are no loops here; write an operation on whole arrays, or list.map(x => ...)';
const FUNCTION = 'write a function as an arrow: (x) => x.mul(2)';
const ASSIGNMENT = 'nothing is assigned here; name a value by const, and write into an array by a.set(index, value)';
const ASYNC = 'nothing is awaited here: every operation on arrays returns its result at once';
const MODULE = 'nothing is imported here: all of contig is there by its names';

const REFUSALS: Readonly<Record<string, string>> = {
  ForStatement: LOOP,
  ForOfStatement: LOOP,
  ForInStatement: LOOP,
  WhileStatement: LOOP,
  DoWhileStatement: LOOP,
  FunctionDeclaration: FUNCTION,
  FunctionExpression: FUNCTION,
  ClassDeclaration: 'classes are not declared here; record types are made by recordType({ x: "f64" })',
  ClassExpression: 'classes are not declared here; record types are made by recordType({ x: "f64" })',
  AssignmentExpression: ASSIGNMENT,
  UpdateExpression: ASSIGNMENT,
  AwaitExpression: ASYNC,
  ImportDeclaration: MODULE,
  ImportExpression: MODULE,
  IfStatement: 'write a condition as an expression: test ? a : b, or where(mask, a, b) for arrays',
  BlockStatement: 'an object at the beginning of a line stands in parentheses: ({ x: 1 })',
  LabeledStatement: 'an object at the beginning of a line stands in parentheses: ({ x: 1 })',
  Literal: 'there are no regular expressions here',
  ThisExpression: "there is no 'this' here",
};

/** Why a part of JavaScript is refused. */
export function refusal(type: string): string {
  return REFUSALS[type] ?? 'this part of JavaScript is not in the language of this page';
}
