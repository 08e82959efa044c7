/**
 * For the documentation: modules are called as they are imported, functions that are made from tables stand among the
 * functions, and functions spelled as in NumPy show whose spelling they are, without the lists of names by which the
 * compiler tells their parameters, which the comments say. The functions of contig/ndarray-ops come from a table of names,
 * which its module describes.
 */
import { Comment, CommentTag, Converter, ReflectionKind } from 'typedoc';

/** Types whose second argument is such a list (src/numpy/spelling.ts). */
const SPELLINGS = ['Spelled', 'SpelledSame', 'SpelledDraw'];
const METHODS = ['UnaryMethod', 'BinaryMethod', 'InPlaceMethod'];
const FUNCTIONS = [
  'UnaryUfunc',
  'BinaryUfunc',
  'UnaryPairUfunc',
  'BinaryPairUfunc',
  'Reduction',
  'ScanFunction',
  'CumulativeFunction',
  ...SPELLINGS,
];

/** The references in a type, which may be an intersection, to types of some names. */
function referencesIn(type, names) {
  if (type?.type === 'intersection') return type.types.flatMap((part) => referencesIn(part, names));
  return type?.type === 'reference' && names.includes(type.name) ? [type] : [];
}

function groupAs(reflection, names, group) {
  if (referencesIn(reflection.type, names).length === 0) return;
  reflection.comment?.blockTags.push(new CommentTag('@group', [{ kind: 'text', text: group }]));
}

/** Functions without a comment of their own, in a module whose comment describes them all. */
function describeByModule(module) {
  for (const variable of module.getChildrenByKind(ReflectionKind.Variable)) {
    if (variable.comment !== undefined) continue;
    const text = `One of the functions that the page of ${module.name} describes together.`;
    variable.comment = new Comment([{ kind: 'text', text }]);
    variable.comment.blockTags.push(new CommentTag('@group', [{ kind: 'text', text: 'Functions' }]));
  }
}

/** @param {import('typedoc').Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
      module.name = module.name === 'index' ? 'contig' : `contig/${module.name}`;
      if (module.name === 'contig/ndarray-ops') describeByModule(module);
    }
    for (const reflection of project.getReflectionsByKind(ReflectionKind.Variable | ReflectionKind.Property)) {
      for (const spelling of referencesIn(reflection.type, SPELLINGS)) {
        for (const argument of spelling.typeArguments?.slice(1) ?? []) {
          if (argument.type === 'reflection') project.removeReflection(argument.declaration);
        }
        spelling.typeArguments = spelling.typeArguments?.slice(0, 1);
      }
      groupAs(reflection, METHODS, 'Methods');
      if (reflection.kindOf(ReflectionKind.Variable)) groupAs(reflection, FUNCTIONS, 'Functions');
    }
  });
}
