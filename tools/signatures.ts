/** What the functions of the package take, read from their types: parameters in order, and the keys of the options. */
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export interface Signature {
  /** Parameters before the options. */
  readonly slots: readonly string[];
  /** How many parameters must be given. */
  readonly required: number;
  /** Keys of the options object, where the last parameter is one. */
  readonly options?: ReadonlySet<string>;
  /** Whether the last parameter takes a value too, an axis above all, in place of the options. */
  readonly bare: boolean;
  /** Options and slots whose values are names in camelCase, such as method: 'medianUnbiased'. */
  readonly named: readonly string[];
  /** Whether any number of arrays may follow. */
  readonly rest: boolean;
  /** Whether the result is an array of the type of the first argument, which is generic. */
  readonly same: boolean;
}

export interface Package {
  /** Functions by namespace: main, random, Generator and what else there is. */
  readonly spaces: Readonly<Record<string, ReadonlyMap<string, Signature>>>;
  /** The module of each namespace. */
  readonly modules: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL('..', import.meta.url));

function programOf(entry: string): ts.Program {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [entry] }, ts.sys, root);
  return ts.createProgram([`${root}${entry}`], { ...options, noEmit: true });
}

/** An object with keys that is no array, tuple or function. */
function isObject(type: ts.Type): boolean {
  return (
    (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0 &&
    type.getCallSignatures().length === 0 &&
    type.getNumberIndexType() === undefined &&
    type.getProperties().length > 0
  );
}

/** An object all of whose keys may be left out, which is how options look; arrays and functions do not. */
function isOptions(type: ts.Type): boolean {
  return isObject(type) && type.getProperties().every((key) => (key.flags & ts.SymbolFlags.Optional) !== 0);
}

class Reader {
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly at: ts.Node,
  ) {}

  private parts(type: ts.Type): ts.Type[] {
    const plain = type.flags & ts.TypeFlags.TypeParameter ? (this.checker.getBaseConstraintOfType(type) ?? type) : type;
    return plain.isUnion() ? plain.types.flatMap((part) => this.parts(part)) : [plain];
  }

  private typeOf(symbol: ts.Symbol): ts.Type {
    return this.checker.getTypeOfSymbolAtLocation(symbol, this.at);
  }

  /** Whether values of a type are names, of which some have capitals. */
  private isNamed(type: ts.Type): boolean {
    return this.parts(type).some((part) => part.isStringLiteral() && /^[a-z]+[A-Z]/.test(part.value));
  }

  signature(symbol: ts.Symbol): Signature | undefined {
    const calls = this.typeOf(symbol).getCallSignatures();
    if (calls.length === 0) return undefined;
    const longest = calls.reduce((a, b) => (b.parameters.length >= a.parameters.length ? b : a));
    const parameters = [...longest.parameters];
    const last = parameters.at(-1);
    const rest =
      last?.valueDeclaration !== undefined &&
      ts.isParameter(last.valueDeclaration) &&
      last.valueDeclaration.dotDotDotToken !== undefined;
    // All signatures tell what the last place takes; an object called options is that also where a key must be given.
    const there = calls.flatMap((call) => call.parameters[parameters.length - 1] ?? []);
    const parts = rest ? [] : there.flatMap((item) => this.parts(this.typeOf(item)));
    const objects = rest
      ? []
      : there.flatMap((item) =>
          this.parts(this.typeOf(item)).filter(
            (part) => isOptions(part) || (item.name === 'options' && isObject(part)),
          ),
        );
    const keys = objects.flatMap((part) => part.getProperties());
    if (keys.length > 0) parameters.pop();
    const named = [...keys, ...parameters].filter((item) => this.isNamed(this.typeOf(item))).map(({ name }) => name);
    const first = longest.parameters[0];
    const generic = first !== undefined && (this.typeOf(first).flags & ts.TypeFlags.TypeParameter) !== 0;
    const returned = this.checker.typeToString(longest.getReturnType());
    return {
      slots: parameters.map(({ name }) => name),
      required: Math.min(...calls.map((call) => (call as typeof call & { minArgumentCount: number }).minArgumentCount)),
      options: keys.length > 0 ? new Set(keys.map(({ name }) => name)) : undefined,
      bare: parts.some(
        (part) => !objects.includes(part) && !(part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)),
      ),
      named: [...new Set(named)],
      rest,
      same: generic && returned === `NDArray<DTypeOf<${this.checker.typeToString(this.typeOf(first))}>>`,
    };
  }

  members(symbols: readonly ts.Symbol[]): Map<string, Signature> {
    const found = new Map<string, Signature>();
    for (const symbol of symbols) {
      const target = symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
      if (!(target.flags & ts.SymbolFlags.Value)) continue;
      const signature = this.signature(target);
      if (signature) found.set(symbol.name, signature);
    }
    return found;
  }

  /** Functions of the module, of its namespaces under their names, and the methods of Generator. */
  read(): Package {
    const exported = this.checker.getExportsOfModule(this.checker.getSymbolAtLocation(this.at)!);
    const spaces: Record<string, Map<string, Signature>> = { main: this.members(exported) };
    const modules: Record<string, string> = {};
    for (const symbol of exported) {
      const target = symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
      if (!(target.flags & ts.SymbolFlags.Module) || symbol.name === 'ndarray') continue;
      const inner = this.checker.getExportsOfModule(target);
      spaces[symbol.name] = this.members(inner);
      const file = target.declarations!.find(ts.isSourceFile)!;
      modules[symbol.name] = file.fileName.slice(root.length).replace(/\.ts$/, '.js');
      const generator = inner.find(({ name }) => name === 'Generator');
      if (generator) {
        const aliased = generator.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(generator) : generator;
        spaces.Generator = this.members(this.checker.getDeclaredTypeOfSymbol(aliased).getProperties());
      }
    }
    return { spaces, modules };
  }
}

/** Reads the functions of the package by namespace. */
export function readSignatures(entry = 'src/index.ts'): Package {
  const program = programOf(entry);
  const file = program.getSourceFile(`${root}${entry}`)!;
  return new Reader(program.getTypeChecker(), file).read();
}
