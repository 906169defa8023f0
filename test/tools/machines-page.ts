import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { cashMachine } from '../../device/session/cash.machine.ts';
import { creditMachine } from '../../device/session/credit.machine.ts';
import { printDocumentMachine } from '../../device/session/document.machine.ts';
import { paymentMachine } from '../../device/session/payment.machine.ts';
import { printingMachine } from '../../device/session/printing.machine.ts';
import { STEP_KINDS } from '../../device/session/steps/registry.ts';
import { childrenOf, withInner } from '../model/nodes.ts';
import { kioskMachine, sessionMachine } from '../model/world.ts';
import { edgesOf, type MachineEdge } from './machine-edges.ts';
import { type DiagramPart, drawnStates, mermaidOf } from './mermaid.ts';

const visit = childNamed(sessionMachine.root, 'visit');
const journey = childNamed(visit, 'journey');

interface Diagram extends DiagramPart {
  readonly title: string;
  readonly says: string;
}

const whole = ({ root }: AnyStateMachine) => ({ parent: root });

export const DIAGRAMS: readonly Diagram[] = [
  {
    title: 'Kiosk',
    says: 'The kiosk starts, settles what is open, and then serves one visit at a time.',
    ...whole(kioskMachine),
  },
  {
    title: 'Visit: the steps',
    says: 'The visit asks one step after the other until it knows enough to hand over an application.',
    parent: journey,
    keys: ['routing', ...STEP_KINDS, 'checking'],
  },
  {
    title: 'Visit: the payment',
    says: 'The visit hands the application over first, and then takes the payment.',
    parent: journey,
    keys: ['choosingPayment', 'lodging', 'lodged', 'typingCredit', 'paying', 'payingCash', 'crediting', 'credited'],
  },
  {
    title: 'Visit: the registration',
    says: 'The back office registers the application. If the office refuses it, the kiosk gives the money back.',
    parent: journey,
    keys: ['issuing', 'issuingAgain', 'refused', 'givingBack', 'trouble'],
  },
  {
    title: 'Visit: the papers',
    says: 'The receipt, the ticket or the document comes out, and the last page ends the visit.',
    parent: journey,
    keys: [
      'duplicating',
      'duplicated',
      'readingDocument',
      'unread',
      'previewing',
      'wrongDocument',
      'printingDocument',
      'printing',
      'surveying',
    ],
  },
  {
    title: 'Visit: continue later',
    says: 'Before a payment, the office stores the sealed visit, and the printer prints a slip.',
    parent: journey,
    keys: ['parking', 'notParked', 'parked'],
  },
  {
    title: 'Visit: beside the journey',
    says: 'These regions run during the whole visit, whatever the journey does.',
    parent: visit,
    keys: ['frame', 'attention', 'holding', 'slips'],
  },
  {
    title: 'Payment by card',
    says: 'The kiosk sells once. After a lost answer it asks the terminal and never pays again.',
    ...whole(paymentMachine),
  },
  {
    title: 'Payment in notes',
    says: 'The kiosk takes notes until the sum is covered, and stops only when no note is on its way.',
    ...whole(cashMachine),
  },
  {
    title: 'Payment with a credit',
    says: 'The citizen types a credit code, and the office reserves its value.',
    ...whole(creditMachine),
  },
  {
    title: 'Paper from the roll',
    says: 'The kiosk prints once. After a trouble it prints again only if the citizen asks.',
    ...whole(printingMachine),
  },
  {
    title: 'Document on sheets',
    says: 'The kiosk prints the document once. After a trouble it asks the printer first, and then the citizen.',
    ...whole(printDocumentMachine),
  },
];

/** Text of `docs/machines.md`, made from the state machines. */
export const machinesPage = (): string => `${[HEAD, ...DIAGRAMS.map(sectionOf)].join('\n\n')}\n`;

const HEAD = `# State machines

Made from \`device/session/*.machine.ts\` by \`node test/tools/make-docs.mjs\`; do not edit by hand. \`session.step\` in the log
([log-events.md](log-events.md)) names these states.

- An arrow says \`event [condition]\`. An arrow without an event leads on at once.
- \`done\` and \`failure\` end what the state runs, or the machine inside it. \`news\` is a change of the machine inside.
- A name in parentheses is a state of another diagram. One box with several names stands for states with the same arrows.
- The table below a diagram has what the arrows do not show: what a state runs, and the events that do not leave it.
- The page does not draw the machines of the steps (\`device/session/steps/*/*.machine.ts\`).`;

function childNamed(node: AnyStateNode, key: string): AnyStateNode {
  const child = childrenOf(node).find((state) => state.key === key);
  if (!child) throw new Error(`${node.id} has no state ${key}`);
  return child;
}

function sectionOf(diagram: Diagram): string {
  const { title, says, parent } = diagram;
  const states = [...(parent.parent ? [] : [parent]), ...drawnStates(diagram).flatMap(withInner)];
  const rows = states.map((node) => rowOf(parent, node)).filter((row) => row !== null);
  const table = ['| state | what happens | runs | events that stay |', '|---|---|---|---|', ...rows];
  return [
    `## ${title}`,
    says,
    `\`\`\`mermaid\n${mermaidOf(diagram)}\n\`\`\``,
    ...(rows.length > 0 ? [table.join('\n')] : []),
  ].join('\n\n');
}

/** `null`: the diagram says everything about the state. */
function rowOf(parent: AnyStateNode, node: AnyStateNode): string | null {
  const runs = node.invoke.map(({ src }) => `\`${String(src)}\``).join(', ');
  const stays = staysOf(edgesOf(node).filter(({ target }) => target === null));
  const says = node === parent ? '' : (node.description ?? '');
  if (!runs && !stays && !says) return null;
  const name = node === parent ? 'every state' : `\`${node.path.slice(parent.path.length).join('.')}\``;
  return `| ${name} | ${says} | ${runs} | ${stays} |`;
}

/** Events with equal conditions and actions stand together. */
function staysOf(edges: readonly MachineEdge[]): string {
  const groups = new Map<string, string[]>();
  for (const { event, condition, actions } of edges) {
    const what = `${condition ? ` [${condition}]` : ''}${actions.length > 0 ? `: ${actions.join(', ')}` : ''}`;
    groups.set(what, [...(groups.get(what) ?? []), `\`${event}\``]);
  }
  return [...groups].map(([what, events]) => `${events.join(', ')}${what}`).join('; ');
}
