import type { AnyStateNode } from 'xstate';
import { childrenOf, withInner } from '../model/nodes.ts';
import { edgesOf, type MachineEdge } from './machine-edges.ts';

export interface DiagramPart {
  readonly parent: AnyStateNode;
  readonly keys?: readonly string[];
}

/** `labels`: conditions by event. */
interface Arrow {
  readonly from: string;
  readonly to: string;
  /** State that contains both ends. Absent: the arrow is outside every box. */
  readonly inside: AnyStateNode | undefined;
  readonly labels: Map<string, Set<string>>;
}

export const drawnStates = ({ parent, keys }: DiagramPart): readonly AnyStateNode[] =>
  childrenOf(parent).filter(({ key }) => !keys || keys.includes(key));

/** Text of a mermaid state diagram. Sibling states with the same arrows share one box. */
export function mermaidOf(part: DiagramPart): string {
  const shown = drawnStates(part);
  const inner = shown.flatMap(withInner);
  const edges = inner.flatMap(edgesOf).filter((edge) => edge.target !== null);
  const boxes = mergedBoxes(shown, edges);
  const arrows = arrowsOf(edges, (node) => boxes.get(node) ?? idOf(node));
  const outside = [...new Set(edges.flatMap(({ target }) => (target && !inner.includes(target) ? [target] : [])))];
  return [
    'stateDiagram-v2',
    ...initialOf(part.parent, shown),
    ...shown.flatMap((node) => linesOf(node, boxes, arrows)),
    ...outside.map((node) => `${idOf(node)} : (${nameFrom(part.parent, node)})`),
    ...[...shown, ...outside].filter(({ type }) => type === 'final').map((node) => `${idOf(node)} --> [*]`),
    ...arrows.filter(({ inside }) => !inside || !inner.includes(inside)).map(arrowLine),
  ].join('\n');
}

/** The machine's id comes first, so no box id is a keyword of mermaid. */
const idOf = ({ machine, path }: AnyStateNode): string => [machine.id, ...path].join('_');

/** Name of a state that another diagram draws. States beside `parent` keep their path. */
const nameFrom = (parent: AnyStateNode, { path, key }: AnyStateNode): string =>
  path.length === parent.path.length + 1 || path.length === 1 ? key : path.join('.');

function initialOf(parent: AnyStateNode, shown: readonly AnyStateNode[]): readonly string[] {
  const [first] = parent.type === 'compound' ? (parent.initial.target ?? []) : [];
  return first && shown.includes(first) ? [`[*] --> ${idOf(first)}`] : [];
}

function linesOf(
  node: AnyStateNode,
  boxes: ReadonlyMap<AnyStateNode, string>,
  arrows: readonly Arrow[],
): readonly string[] {
  const id = boxes.get(node) ?? idOf(node);
  if (id !== idOf(node)) return [];
  const same = [...boxes].filter(([, box]) => box === id).map(([{ key }]) => key);
  const children = childrenOf(node);
  const name = `${id} : ${same.length > 0 ? same.join(', ') : node.key}`;
  if (children.length === 0) return [name];
  const own = arrows.filter(({ inside }) => inside === node);
  const inside = [
    ...initialOf(node, children),
    ...children.flatMap((child) => linesOf(child, boxes, arrows)),
    ...(own.some(({ from }) => from === anyOf(node)) ? [`${anyOf(node)} : in any of these`] : []),
    ...children.filter(({ type }) => type === 'final').map((child) => `${idOf(child)} --> [*]`),
    ...own.map(arrowLine),
  ];
  return [name, `state ${id} {`, ...inside.map((line) => `  ${line}`), '}'];
}

/** Mermaid draws no arrow from a box to a box inside it: this small inner box stands for the outer box. */
const anyOf = (node: AnyStateNode): string => `${idOf(node)}_any`;

function arrowsOf(edges: readonly MachineEdge[], boxOf: (node: AnyStateNode) => string): readonly Arrow[] {
  const arrows = new Map<string, Arrow>();
  for (const { source, target, event, condition } of edges) {
    if (!target) continue;
    const isInward = childrenOf(source).flatMap(withInner).includes(target);
    const from = isInward ? anyOf(source) : boxOf(source);
    const to = boxOf(target);
    const inside = isInward ? source : source.parent === target.parent ? source.parent : undefined;
    const arrow = arrows.get(`${from} ${to}`) ?? { from, to, inside, labels: new Map<string, Set<string>>() };
    arrow.labels.set(event, (arrow.labels.get(event) ?? new Set()).add(condition));
    arrows.set(`${from} ${to}`, arrow);
  }
  return [...arrows.values()];
}

function arrowLine({ from, to, labels }: Arrow): string {
  const texts = [...labels].map(([event, conditions]) => labelOf(event, conditions)).filter((text) => text !== '');
  return `${from} --> ${to}${texts.length > 0 ? ` : ${texts.join(' or ')}` : ''}`;
}

function labelOf(event: string, conditions: ReadonlySet<string>): string {
  if (conditions.has('')) return event;
  return `${event} [${[...conditions].join(' or ')}]`.trim();
}

/** States share a box if all their arrows are equal. */
function mergedBoxes(shown: readonly AnyStateNode[], edges: readonly MachineEdge[]): ReadonlyMap<AnyStateNode, string> {
  const groups = new Map<string, AnyStateNode[]>();
  for (const node of shown.filter(({ type }) => type === 'atomic')) {
    const out = edges.filter(({ source }) => source === node).map((edge) => `> ${edge.target?.id} ${textOf(edge)}`);
    const into = edges.filter(({ target }) => target === node).map((edge) => `< ${edge.source.id} ${textOf(edge)}`);
    const arrows = [...out, ...into].join('\n');
    groups.set(arrows, [...(groups.get(arrows) ?? []), node]);
  }
  const merged = [...groups].filter(([arrows, nodes]) => arrows !== '' && nodes.length > 1);
  return new Map(merged.flatMap(([, nodes]) => nodes.map((node) => [node, idOf(nodes[0]!)] as const)));
}

const textOf = ({ event, condition }: MachineEdge): string => `${event} [${condition}]`;
