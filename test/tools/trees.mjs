// @ts-check
import ts from 'typescript';

/** @type {Map<string, ts.SourceFile>} Two checks read each file, and parsing is most of their time. */
const trees = new Map();

/**
 * @param {string} file
 * @param {string} source
 * @returns {ts.SourceFile} with parents
 */
export function treeOf(file, source) {
  const known = trees.get(file);
  if (known?.text === source) return known;
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  trees.set(file, tree);
  return tree;
}
