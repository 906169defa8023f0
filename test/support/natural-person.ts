/** `worn`: the antenna loses the chip at each command. `unreadable`: a digit of the zone is misread. */
export interface PersonCard {
  readonly worn?: boolean;
  readonly unreadable?: boolean;
}

export interface SimulatedPerson {
  readonly cards: readonly PersonCard[];
  readonly pays: 'not' | 'card' | 'cash';
  /** Result codes before the last try. */
  readonly declines: readonly string[];
  /** Leaves at the last try, before it is approved. */
  readonly abandons: boolean;
  /** Whether the validator refuses the note, for each note in turn. */
  readonly notes: readonly boolean[];
}

export const EASY_PERSON: SimulatedPerson = {
  cards: [{}],
  pays: 'not',
  declines: [],
  abandons: false,
  notes: [false],
};

/** Natural shares of people, without any device fault. Sources and reasons: docs/decisions/0059. */
const NATURAL = {
  wrongInsertion: 0.06,
  /** Zone that no reader reads, or a thing that is no document. */
  noZone: 0.006,
  movedChip: 0.02,
  wornChip: 0.003,
  /** Card that the terminal cannot read at first. */
  movedCard: 0.03,
  wornCard: 0.007,
  declined: 0.05,
  abandoned: 0.06,
  /** Share of worn notes. */
  wornNote: 0.12,
  /** All notes of this person are of a kind or state that the validator refuses. */
  badNotes: 0.015,
} as const;

/** The kiosk has no faults. `chance` is true with the given share. */
export function naturalPerson(random: () => number): SimulatedPerson {
  const chance = (share: number) => random() < share;
  const hasWornCard = chance(NATURAL.wornCard);
  return {
    cards: naturalCards(chance),
    pays: chance(0.3) ? (chance(0.5) ? 'card' : 'cash') : 'not',
    declines: hasWornCard ? ['64', '64'] : naturalDeclines(chance),
    abandons: hasWornCard || chance(NATURAL.abandoned),
    notes: chance(NATURAL.badNotes)
      ? [true, true]
      : [...(chance(NATURAL.wornNote) ? [true] : []), ...(chance(NATURAL.wornNote) ? [true] : []), false],
  };
}

function naturalCards(chance: (share: number) => boolean): readonly PersonCard[] {
  if (chance(NATURAL.noZone)) return [{ unreadable: true }, { unreadable: true }];
  if (chance(NATURAL.wornChip)) return [{ worn: true }, { worn: true }];
  const first: readonly PersonCard[] = chance(NATURAL.wrongInsertion) ? [{ unreadable: true }] : [];
  const second: readonly PersonCard[] = chance(NATURAL.movedChip) ? [{ worn: true }] : [];
  return [...first, ...second, {}];
}

/** ZVT: 64 is *card not readable*. ISO 8583: 05 is *do not honour*. */
function naturalDeclines(chance: (share: number) => boolean): readonly string[] {
  if (chance(NATURAL.movedCard)) return ['64'];
  return chance(NATURAL.declined) ? ['05'] : [];
}
