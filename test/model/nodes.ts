import type { AnyStateNode } from 'xstate';

export const childrenOf = (node: AnyStateNode): readonly AnyStateNode[] =>
  Object.values(node.states as Readonly<Record<string, AnyStateNode>>);

/** The state and all states inside it, at every depth. */
export const withInner = (node: AnyStateNode): readonly AnyStateNode[] => [
  node,
  ...childrenOf(node).flatMap(withInner),
];
