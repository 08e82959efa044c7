/** Arrow files, read by the package apache-arrow where there is one: contig does not depend on it. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure, firstLine } from './output.js';

const PACKAGE = 'apache-arrow';

/** What is used of apache-arrow. */
interface Vector extends Iterable<unknown> {
  readonly nullCount: number;
  readonly byteLength: number;
}
interface Arrow {
  tableFromIPC(bytes: Uint8Array): {
    readonly numRows: number;
    readonly schema: { readonly fields: readonly { readonly name: string; readonly type: unknown }[] };
    getChildAt(index: number): Vector | null;
  };
}

export interface ArrowColumn {
  readonly name: string;
  readonly type: string;
  readonly nulls: number;
  readonly size: number;
  readonly values: readonly unknown[];
}

/** The package that the current directory's project has, else the one beside contig. */
async function arrow(): Promise<Arrow> {
  try {
    const found = createRequire(join(process.cwd(), 'package.json')).resolve(PACKAGE);
    return plainModule(await import(pathToFileURL(found).href));
  } catch {
    try {
      return plainModule(await import(PACKAGE as string));
    } catch {
      throw new Failure(`contig layout: .arrow files need the package ${PACKAGE}: npm install ${PACKAGE}`);
    }
  }
}

/** A CommonJS module's exports are its default export where Node cannot tell their names. */
function plainModule(module: Arrow & { default?: Arrow }): Arrow {
  return module.tableFromIPC === undefined && module.default !== undefined ? module.default : module;
}

/** Damaged files fail anywhere in the package, in words that say nothing of files. */
function read<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new Error(`it is damaged, truncated or no Arrow file (${firstLine(error)})`);
  }
}

export async function columnsOf(bytes: Uint8Array): Promise<{ rows: number; columns: ArrowColumn[] }> {
  const { tableFromIPC } = await arrow();
  const table = read(() => tableFromIPC(bytes));
  // Of bytes that hold no schema the package makes an empty table.
  if (table.schema.fields.length === 0) throw new Error('there are no columns in it');
  const columns = table.schema.fields.map(({ name, type }, place) => {
    const vector = table.getChildAt(place);
    return {
      name,
      type: String(type),
      nulls: vector?.nullCount ?? 0,
      size: vector?.byteLength ?? 0,
      values: Array.from(vector ?? []),
    };
  });
  return { rows: table.numRows, columns };
}
