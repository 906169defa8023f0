/*
 * Stricter than mermaid's grammar. In mermaid a label ends at `:` and `;`, `#` begins a comment, `{` a block, `--` a region; `<` and `&`
 * are HTML. An arrow inside a block moves both its states into the block.
 */
const ID = '[A-Za-z]\\w*';
const LABEL = "(?!.*--)[\\w .,()\\[\\]'/-]+";
const NAME = new RegExp(`^(${ID}) : ${LABEL}$`);
const ARROW = new RegExp(`^(${ID}|\\[\\*\\]) --> (${ID}|\\[\\*\\])(?: : ${LABEL})?$`);
const BLOCK = new RegExp(`^state (${ID}) \\{$`);

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly block: string;
}

/** Finds lines that mermaid would not parse, or would draw differently. */
export function mermaidProblems(text: string): readonly string[] {
  const [head, ...lines] = text.split('\n').map((line) => line.trim());
  const problems = head === 'stateDiagram-v2' ? [] : ['the first line is not stateDiagram-v2'];
  /** Map from each named state to its block. The outermost block has no name. */
  const blockOf = new Map<string, string>();
  const arrows: Arrow[] = [];
  const open: string[] = [''];
  for (const [nth, line] of lines.entries()) {
    const [, name] = NAME.exec(line) ?? [];
    const [, from = '', to = ''] = ARROW.exec(line) ?? [];
    const [, block] = BLOCK.exec(line) ?? [];
    if (name && blockOf.has(name)) problems.push(`${name} has two names`);
    else if (name) blockOf.set(name, open.at(-1) ?? '');
    else if (from) arrows.push({ from, to, block: open.at(-1) ?? '' });
    else if (block) open.push(block);
    else if (line !== '}') problems.push(`line ${nth + 2} is no statement: ${line}`);
    else if (open.length === 1) problems.push(`line ${nth + 2} closes no block`);
    else open.pop();
  }
  if (open.length > 1) problems.push('a block is open at the end');
  return [...problems, ...arrows.flatMap((arrow) => arrowProblems(arrow, blockOf))];
}

function arrowProblems({ from, to, block }: Arrow, blockOf: ReadonlyMap<string, string>): readonly string[] {
  const states = [from, to].filter((id) => id !== '[*]');
  const nameless = states.filter((id) => !blockOf.has(id)).map((id) => `${id} has no name`);
  const astray = states
    .filter((id) => block !== '' && blockOf.has(id) && blockOf.get(id) !== block)
    .map((id) => `${from} --> ${to} stands in the block of ${block}, ${id} does not`);
  const isInto = (outer: string, inner: string): boolean => {
    const around = blockOf.get(inner);
    return around !== undefined && around !== '' && (around === outer || isInto(outer, around));
  };
  const inward = isInto(from, to) || isInto(to, from) ? [`${from} --> ${to} leads into its own box`] : [];
  return [...nameless, ...astray, ...inward];
}
