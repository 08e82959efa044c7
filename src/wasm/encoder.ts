/**
 * Writes WebAssembly modules: bytes of instructions and, around them, the few sections that a module of one function
 * needs. Source: the WebAssembly core specification 2.0, chapter 5 (binary format).
 */

/** Value types by their codes. */
export const I32 = 0x7f;
export const I64 = 0x7e;
export const F32 = 0x7d;
export const F64 = 0x7c;
export const V128 = 0x7b;

/** Control and variables. */
const LOOP = 0x03;
const IF = 0x04;
const END = 0x0b;
const BR_IF = 0x0d;
const CALL = 0x10;
const VOID = 0x40;
const LOCAL_GET = 0x20;
const LOCAL_SET = 0x21;
const LOCAL_TEE = 0x22;
const I32_CONST = 0x41;
const I64_CONST = 0x42;
const SIMD = 0xfd;
const SATURATING = 0xfc;

/** Appends an unsigned number in LEB128. */
function unsigned(target: number[], value: number): void {
  let rest = value >>> 0;
  while (rest >= 0x80) {
    target.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  target.push(rest);
}

function signed(target: number[], value: bigint): void {
  let rest = value;
  for (;;) {
    const byte = Number(rest & 0x7fn);
    rest >>= 7n;
    if ((rest === 0n && !(byte & 0x40)) || (rest === -1n && byte & 0x40)) {
      target.push(byte);
      return;
    }
    target.push(byte | 0x80);
  }
}

/** A function that a module imports, by its name in the module "k", with as many i32 parameters and no result. */
export interface Imported {
  readonly name: string;
  readonly parameters: number;
}

/** The body of a function of i32 parameters without a result. Methods append instructions and give the code back. */
export class Code {
  private bytes: number[] = [];
  /** What runs before everything else. */
  private head: number[] = [];
  /** Types of the locals beyond the parameters. */
  private readonly locals: number[] = [];
  readonly imports: Imported[] = [];

  constructor(readonly parameters: number) {}

  /** A fresh local; it is 0 until it is set. */
  local(type: number): number {
    this.locals.push(type);
    return this.parameters + this.locals.length - 1;
  }

  op(...codes: number[]): this {
    for (const code of codes) this.bytes.push(code);
    return this;
  }

  get(local: number): this {
    this.bytes.push(LOCAL_GET);
    unsigned(this.bytes, local);
    return this;
  }

  set(local: number): this {
    this.bytes.push(LOCAL_SET);
    unsigned(this.bytes, local);
    return this;
  }

  tee(local: number): this {
    this.bytes.push(LOCAL_TEE);
    unsigned(this.bytes, local);
    return this;
  }

  i32(value: number): this {
    this.bytes.push(I32_CONST);
    signed(this.bytes, BigInt(value | 0));
    return this;
  }

  i64(value: bigint): this {
    this.bytes.push(I64_CONST);
    signed(this.bytes, BigInt.asIntN(64, value));
    return this;
  }

  /** A load or store at the address on the stack plus an offset; unaligned addresses are fine. */
  memory(code: number, offset: number): this {
    this.bytes.push(code, 0);
    unsigned(this.bytes, offset);
    return this;
  }

  /** An instruction on vectors, with the bytes that belong to it. */
  simd(code: number, ...immediate: number[]): this {
    this.bytes.push(SIMD);
    unsigned(this.bytes, code);
    return this.op(...immediate);
  }

  /** A load or store of a vector or of a part of it; `lane` for those of one lane. */
  simdMemory(code: number, offset: number, lane?: number): this {
    this.simd(code, 0);
    unsigned(this.bytes, offset);
    if (lane !== undefined) this.bytes.push(lane);
    return this;
  }

  /** A conversion from floats to integers that does not trap. */
  saturating(code: number): this {
    return this.op(SATURATING, code);
  }

  /** Appends what the body appends to the instructions that run once, before all others. */
  ahead(body: () => void): void {
    [this.bytes, this.head] = [this.head, this.bytes];
    body();
    [this.bytes, this.head] = [this.head, this.bytes];
  }

  /** Instructions for which the condition on the stack has to hold. */
  when(body: () => void): void {
    this.op(IF, VOID);
    body();
    this.op(END);
  }

  /** Repeats the body while it leaves a condition other than 0 on the stack; at least once. */
  repeat(body: () => void): void {
    this.op(LOOP, VOID);
    body();
    this.op(BR_IF, 0, END);
  }

  /** Repeats the body as long as `condition`, which comes before it, holds. */
  during(condition: () => void, body: () => void): void {
    condition();
    this.when(() => {
      this.repeat(() => {
        body();
        condition();
      });
    });
  }

  call(name: string, parameters: number): this {
    let index = this.imports.findIndex((imported) => imported.name === name);
    if (index < 0) index = this.imports.push({ name, parameters }) - 1;
    this.bytes.push(CALL);
    unsigned(this.bytes, index);
    return this;
  }

  /** The locals and the instructions, as they stand in the code section. */
  finish(): number[] {
    const all: number[] = [];
    unsigned(all, this.locals.length);
    for (const type of this.locals) all.push(1, type);
    return all.concat(this.head, this.bytes, END);
  }
}

const encoder = new TextEncoder();

function name(target: number[], text: string): void {
  const bytes = encoder.encode(text);
  unsigned(target, bytes.length);
  target.push(...bytes);
}

function section(target: number[], id: number, content: readonly number[]): void {
  target.push(id);
  unsigned(target, content.length);
  for (const byte of content) target.push(byte);
}

/** A type of functions of i32 parameters. */
function functionType(target: number[], parameters: number): void {
  target.push(0x60);
  unsigned(target, parameters);
  for (let i = 0; i < parameters; i++) target.push(I32);
  target.push(0);
}

const MEMORY_NAME = 'memory';
const LARGEST_MEMORY = 65536;

/**
 * A module that exports one function, "run". It imports the memory as "env" "memory" and kernels by name from "k". The
 * memory is declared with one page at least and 65536 at most, so that its flag byte alone (1 to 3) makes it a shared one.
 */
export function moduleOf(code: Code): Uint8Array<ArrayBuffer> {
  const types: number[] = [];
  unsigned(types, code.imports.length + 1);
  functionType(types, code.parameters);
  for (const { parameters } of code.imports) functionType(types, parameters);

  const imports: number[] = [];
  unsigned(imports, code.imports.length + 1);
  name(imports, 'env');
  name(imports, MEMORY_NAME);
  imports.push(0x02, 0x01, 0x01);
  unsigned(imports, LARGEST_MEMORY);
  for (const [i, imported] of code.imports.entries()) {
    name(imports, 'k');
    name(imports, imported.name);
    imports.push(0x00);
    unsigned(imports, i + 1);
  }

  const exports: number[] = [1];
  name(exports, 'run');
  exports.push(0x00);
  unsigned(exports, code.imports.length);

  const body = code.finish();
  const bodies: number[] = [1];
  unsigned(bodies, body.length);
  for (const byte of body) bodies.push(byte);

  const bytes = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  section(bytes, 1, types);
  section(bytes, 2, imports);
  section(bytes, 3, [1, 0]);
  section(bytes, 7, exports);
  section(bytes, 10, bodies);
  return new Uint8Array(bytes);
}
