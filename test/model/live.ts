import {
  type AnyActorLogic,
  type AnyActorRef,
  type AnyEventObject,
  type AnyStateMachine,
  assign,
  createActor,
  createMachine,
  fromCallback,
  fromPromise,
  SimulatedClock,
} from 'xstate';
import { maintenanceMachine } from '../../device/maintenance/maintenance.machine.ts';
import { cashMachine } from '../../device/session/cash.machine.ts';
import { creditMachine } from '../../device/session/credit.machine.ts';
import { printDocumentMachine } from '../../device/session/document.machine.ts';
import { paymentMachine } from '../../device/session/payment.machine.ts';
import { printingMachine } from '../../device/session/printing.machine.ts';
import { STEP_KINDS, VISIT_STEPS } from '../../device/session/steps/registry.ts';
import type { RunningMachine } from './composed.ts';
import { type Move, possibleMoves, type WalkOptions } from './moves.ts';
import { makeMove } from './walk.ts';
import { beginning, kioskWith, leavesOf, sessionMachine, WALKED_CATALOGUE, type World } from './world.ts';

/* Model and running actors must order events alike. Leaves wait for the move that answers them. */

interface LiveLeaf {
  readonly src: string;
  readonly tell?: (event: AnyEventObject) => void;
  readonly end?: (event: AnyEventObject) => void;
}

function liveLeaves() {
  const running = new Set<LiveLeaf>();
  const callback = (src: string) =>
    fromCallback<AnyEventObject, unknown, AnyEventObject>(({ sendBack }) => {
      const leaf = { src, tell: sendBack };
      running.add(leaf);
      return () => running.delete(leaf);
    });
  const promise = (src: string) =>
    fromPromise(
      ({ signal }) =>
        new Promise((resolve, reject) => {
          const leaf: LiveLeaf = {
            src,
            end(event) {
              running.delete(leaf);
              if ('error' in event) reject(event['error'] as Error);
              else resolve(event['output']);
            },
          };
          running.add(leaf);
          signal.addEventListener('abort', () => running.delete(leaf));
        }),
    );
  return {
    running,
    callback: (src: string) => callback(src) as never,
    promise: (src: string) => promise(src) as never,
  };
}

/** A visit reads tags of its step. The stub ends when `waitsFor` ends. */
const stub = (waitsFor: AnyActorLogic) =>
  createMachine({
    context: { output: undefined as unknown },
    initial: 'waiting',
    states: {
      waiting: {
        invoke: { src: waitsFor, onDone: { target: 'over', actions: assign({ output: ({ event }) => event.output }) } },
      },
      over: { type: 'final' },
    },
    output: ({ context }) => context.output,
  });

function stepsOf({ promise }: Pick<ReturnType<typeof liveLeaves>, 'promise'>, areStubs: boolean) {
  if (areStubs) return Object.fromEntries(STEP_KINDS.map((kind) => [kind, stub(promise(kind))]));
  const confirm = () =>
    VISIT_STEPS.confirm.machine.provide({ actors: { sendCode: promise('sendCode'), checkCode: promise('checkCode') } });
  const appointment = () =>
    VISIT_STEPS.appointment.machine.provide({
      actors: { readSlots: promise('readSlots'), holdSlot: promise('holdSlot') },
    });
  const find = { lookUp: promise('lookUp'), deal: promise('deal'), confirm: confirm(), appointment: appointment() };
  return {
    find: VISIT_STEPS.find.machine.provide({ actors: find, actions: { releaseSlot: () => undefined } }),
    quote: VISIT_STEPS.quote.machine.provide({
      actors: { askQuote: promise('askQuote') },
    }),
    identify: VISIT_STEPS.identify.machine.provide({
      actors: { startPhone: promise('startPhone'), awaitPhone: promise('awaitPhone') },
    }),
    resume: VISIT_STEPS.resume.machine.provide({
      actors: { readSlip: promise('readSlip'), openSlip: promise('openSlip') },
    }),
    prefill: VISIT_STEPS.prefill.machine.provide({ actors: { readKnown: promise('readKnown') } }),
    due: VISIT_STEPS.due.machine.provide({ actors: { readDues: promise('readDues') } }),
    confirm: confirm(),
    appointment: appointment(),
  };
}

/** Makes the moves of a path on both models. Returns the first difference, or `null`. */
export async function compare(
  types: readonly string[],
  options: WalkOptions,
  machine?: AnyStateMachine,
): Promise<string | null> {
  const { running, callback, promise } = liveLeaves();
  const nothing = { noteCodeShown: () => undefined };
  const session = sessionMachine.provide({
    actors: {
      pay: paymentMachine.provide({ actors: { sell: callback('sell'), ask: promise('ask') } }),
      print: printingMachine.provide({ actors: { print: promise('print') }, actions: nothing }),
      takeCash: cashMachine.provide({ actors: { till: callback('till') } }),
      takeCredit: creditMachine.provide({ actors: { reserve: promise('reserve') } }),
      ...(stepsOf({ promise }, machine !== undefined) as Record<string, never>),
      printDocument: printDocumentMachine.provide({
        actors: { printSheets: promise('printSheets'), askPrinter: promise('askPrinter') },
      }),
      readDocument: promise('readDocument'),
      lodge: promise('lodge'),
      duplicate: promise('duplicate'),
      register: promise('register'),
      giveBack: promise('giveBack'),
      giveCredit: promise('giveCredit'),
      park: promise('park'),
      sendMessage: promise('sendMessage'),
      readAccesses: promise('readAccesses'),
      printSlip: promise('printSlip'),
    },
    actions: {
      reportScore: () => undefined,
      extendHold: () => undefined,
      releaseSlot: () => undefined,
    },
  });
  const kiosk = kioskWith(session).provide({
    actors: {
      watchDevices: callback('watchDevices'),
      recover: promise('recover'),
      maintenance: maintenanceMachine.provide({ actors: { admit: promise('admit'), desk: callback('desk') } }),
    },
    actions: {
      releaseApplications: () => undefined,
      openDesk: () => undefined,
      closeDesk: () => undefined,
      reportBug: () => undefined,
      tellCardLeft: () => undefined,
      callStaff: () => undefined,
      staffLeft: () => undefined,
    },
  });
  const actor = createActor(kiosk, { clock: new SimulatedClock(), input: { catalogue: WALKED_CATALOGUE } });
  actor.start();
  let world: World = beginning(machine).world;
  for (const [index, type] of types.entries()) {
    const move = possibleMoves(world, options).find((each) => each.type === type);
    if (!move) throw new Error(`there is no ${type} here`);
    const next = makeMove(world, move).world;
    make(actor, running, world, move, next);
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    const difference = differs(next.root, actor) ?? leavesDiffer(next, running);
    if (difference) return `${types.slice(0, index + 1).join(' → ')}: ${difference}`;
    world = next;
  }
  actor.stop();
  return null;
}

function make(kiosk: AnyActorRef, running: Set<LiveLeaf>, world: World, move: Move, next: World): void {
  const devices = move.outside?.devices;
  if (devices && devices !== world.outside.devices) kiosk.send({ type: 'devices.changed', devices });
  for (const { path, event, leaf } of move.happenings) {
    const src = move.by === 'answer' ? move.type.split(':')[0] : null;
    if (src === null) {
      let at: AnyActorRef | undefined = kiosk;
      for (const id of path) at = at?.getSnapshot().children[id];
      at?.send(event);
    } else {
      const live = [...running].find((each) => each.src === src);
      if (leaf === undefined) live?.tell?.(event);
      else live?.end?.(event);
    }
  }
  const told = devices ?? world.outside.devices;
  if (next.outside.devices !== told) kiosk.send({ type: 'devices.changed', devices: next.outside.devices });
}

function differs(model: RunningMachine, live: AnyActorRef): string | null {
  const snapshot = live.getSnapshot();
  for (const of of ['value', 'context', 'status'] as const) {
    const [here, there] = [otherIn(model.snapshot[of], snapshot[of]), otherIn(snapshot[of], model.snapshot[of])];
    if (here !== there) return `${model.id} has ${of} ${here} in the model and ${there} alive`;
  }
  for (const [id, child] of Object.entries(model.machines)) {
    const ref: AnyActorRef | undefined = snapshot.children[id];
    const difference = ref ? differs(child, ref) : `${id} does not live`;
    if (difference) return difference;
  }
  return null;
}

/** Leaves out equal parts: most contexts contain the long catalogue. */
function otherIn(one: object | string, other: object | string): string {
  if (typeof one === 'string') return one;
  const own = Object.entries(one).filter(([name, value]) => value !== (other as Record<string, unknown>)[name]);
  return JSON.stringify(Object.fromEntries(own));
}

function leavesDiffer(model: World, running: Set<LiveLeaf>): string | null {
  const names = (leaves: readonly string[]) => [...leaves].sort().join();
  const here = names(leavesOf(model.root).map(({ leaf }) => leaf.src));
  const there = names([...running].map(({ src }) => src));
  return here === there ? null : `${here} run in the model and ${there} alive`;
}
