import type { WireKnownChild } from './wire-known.ts';

/** Map of children, by the parent's FIN. Tunar holds the simulated card of a child. */
const SAMPLE_CHILDREN: Readonly<Record<string, readonly WireKnownChild[]>> = {
  '5ZK1C7M': [
    { surname: 'Məmmədova', givenNames: 'Nigar', birthDate: '2024-02-11', fin: '9CN4E2A' },
    { surname: 'Məmmədov', givenNames: 'Tunar', birthDate: '2018-09-07', fin: '8LV5G0P' },
    { surname: 'Məmmədov', givenNames: 'Elvin', birthDate: '2010-06-30', fin: '3TR8B6D' },
  ],
  '6XW3H2D': [{ surname: 'Quliyev', givenNames: 'Murad', birthDate: '2022-12-04', fin: '7HS5J1F' }],
};

export const sampleChildrenOf = (fin: string): readonly WireKnownChild[] => SAMPLE_CHILDREN[fin] ?? [];
