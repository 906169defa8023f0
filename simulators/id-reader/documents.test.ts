import { describe, expect, it } from 'vitest';
import { parseZone } from '../../drivers/id-reader/mrz/codec.ts';
import { CHIP_TROUBLE_DOCUMENTS, SIMULATED_DOCUMENTS, simulatedDocument } from './documents.ts';

const zoneOf = (id: string) => {
  const parsed = parseZone(simulatedDocument(id)?.zone ?? []);
  if (!parsed.ok) throw new Error(parsed.error.detail);
  return parsed.value;
};

describe('simulated documents', () => {
  it('when a document is not the forged one, then its zone is valid', () => {
    for (const { id } of SIMULATED_DOCUMENTS) {
      expect(zoneOf(id).valid, id).toBe(id !== 'aze-card-forged');
      expect(zoneOf(id).repairs, id).toEqual([]);
    }
  });

  it('when a document is from Azerbaijan, then it has its own FIN; the foreign one has none', () => {
    const fins = SIMULATED_DOCUMENTS.filter(({ id }) => id.startsWith('aze') && id !== 'aze-card-forged').map(
      ({ id }) => zoneOf(id).fin,
    );
    expect(fins.every((fin) => fin?.length === 7)).toBe(true);
    expect(new Set(fins).size).toBe(fins.length);
    expect(zoneOf('utopia-card').fin).toBeNull();
  });

  it('when a chip is bad, then its card has a valid zone', () => {
    const zones = CHIP_TROUBLE_DOCUMENTS.map(({ id }) => zoneOf(id));
    expect(zones.every(({ valid, fin }) => valid && fin !== null)).toBe(true);
    expect(new Set(zones.map(({ documentNumber }) => documentNumber)).size).toBe(zones.length);
  });

  it('when a name has special letters, then the zone spells it without them', () => {
    expect(simulatedDocument('aze-card-woman')?.zone[2]).toBe('MAMMADOVA<<AYSEL<<<<<<<<<<<<<<');
  });

  it('when the card is forged, then only the checks of document number and composite fail', () => {
    expect(zoneOf('aze-card-forged').checks).toMatchObject({
      documentNumber: false,
      composite: false,
      birthDate: true,
    });
  });

  it('when journeys need a kind of document, then a simulated document is of this kind', () => {
    expect(zoneOf('aze-card-old')).toMatchObject({ format: 'TD2', expiryDate: null });
    expect(zoneOf('aze-passport')).toMatchObject({ format: 'TD3', documentCode: 'PC' });
    expect(zoneOf('aze-card-expired').expiryDate).toBe('210603');
    expect(zoneOf('aze-card-child').birthDate).toBe('180907');
    expect(simulatedDocument('none')).toBeUndefined();
  });
});
