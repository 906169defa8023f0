import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../../drivers/clock.ts';
import { createPn532Decoder } from '../../../drivers/id-reader/pn532/describe.ts';
import type { LinkFactory } from '../../../drivers/link/link.ts';
import { cable } from '../../../drivers/link/pair.ts';
import type { WireDecoder } from '../../../drivers/link/wire-line.ts';
import { seededRandom } from '../../random.ts';
import type { ChipTroubleId, DocumentId } from '../documents.ts';
import { type ChipSimulator, createChipSimulator } from '../emrtd/chip.ts';
import { CHIP_PLANS } from '../emrtd/issue/plans.ts';
import { trustedCscas } from '../emrtd/issue/state.ts';
import type { MrzReaderSimulator } from '../mrz.ts';
import { documentCard } from '../pn532/card.ts';
import { createPn532Simulator, type Pn532Simulator } from '../pn532/pn532.ts';

export interface ChipReaderOptions {
  readonly zones: MrzReaderSimulator;
  readonly clock: Clock;
  /** Random numbers of the chips, 0 ≤ n < 1. */
  readonly random: () => number;
  readonly stateDir: string;
  readonly watch: (link: LinkFactory, decoder: () => WireDecoder) => LinkFactory;
}

export interface SimulatedChipReader {
  readonly link: LinkFactory;
  readonly trustDir: string;
  close(): void;
}

/** A PN532 on its own cable, with its antenna under the slot of the zone reader. */
export function createChipReaderSimulator({
  zones,
  clock,
  random,
  stateDir,
  watch,
}: ChipReaderOptions): SimulatedChipReader {
  const wire = cable();
  const antenna = createPn532Simulator({
    wire: wire.device,
    clock,
    random: seededRandom(Math.floor(random() * 2 ** 32)),
  });
  const stop = followSlot(zones, antenna, random);
  const trustDir = join(stateDir, 'trust');
  mkdirSync(trustDir, { recursive: true });
  writeFileSync(join(trustDir, 'test-cscas.pem'), trustedCscas());
  return {
    link: watch(wire.host, createPn532Decoder),
    trustDir,
    close() {
      stop();
      antenna.close();
    },
  };
}

/** On the antenna, with its non-volatile state. */
function followSlot(zones: MrzReaderSimulator, antenna: Pn532Simulator, random: () => number): () => void {
  const chips = new Map<string, ChipSimulator>();
  let onAntenna: string | null = null;

  function chipOf(document: string): ChipSimulator | undefined {
    if (!hasChip(document)) return undefined;
    const chip = chips.get(document) ?? createChipSimulator({ document, random });
    chips.set(document, chip);
    return chip;
  }

  function follow(holding: string | null): void {
    if (holding === onAntenna) return;
    if (onAntenna !== null) chips.get(onAntenna)?.move('away');
    antenna.remove();
    onAntenna = holding;
    if (holding === null) return;
    const chip = chipOf(holding);
    if (!chip) return;
    chip.move('on-reader');
    antenna.insert(documentCard(holding, chip));
  }

  follow(zones.holding());
  return zones.onChange(({ holding }) => follow(holding));
}

const hasChip = (document: string): document is DocumentId | ChipTroubleId =>
  Object.hasOwn(CHIP_PLANS, document) && CHIP_PLANS[document as DocumentId | ChipTroubleId] !== null;
