import type { ReaderEvent } from '../../drivers/id-reader/contract.ts';

/**
 * A card is of the visit in which it was put in. What a reader says of it later (a chip takes up to 45 s) is not for the next
 * person, whose card it would be taken for.
 */
export function cardsByVisit() {
  let visit: number | null = null;
  let cardOf: number | null = null;
  const areOurs = () => visit !== null && cardOf === visit;
  return {
    begin(id: number): void {
      visit = id;
    },
    end(): void {
      visit = null;
    },
    /** Whether there is a visit, and the newest card was put in during it. */
    areOurs,
    heard({ type }: ReaderEvent): boolean {
      if (type === 'document.inserted') cardOf = visit;
      return areOurs();
    },
  };
}
