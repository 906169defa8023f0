import type { CDPSession, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { LANGUAGE_CODES } from '../../device/words/language.ts';
import { panelOf } from '../../ui/gallery/panels.ts';
import { sampleNames } from '../../ui/gallery/samples.ts';
import { partByCommit } from '../support/commit.ts';
import type { SampleRequest } from './gallery-page.ts';
import { measuredGallery } from './measured-gallery.ts';

/* `npm test` tries every 16th sample. Needs dist/gallery. */

const opened = measuredGallery();

const all: readonly SampleRequest[] = LANGUAGE_CODES.flatMap((language) =>
  sampleNames()
    .filter(({ show }) => show !== 'closed')
    .map((sample) => ({ sample, language, panel: panelOf('21.5') })),
);

const drawn = () => (process.env['PAGES'] === 'all' ? all : partByCommit(all, 16));

interface AccessibleNode {
  readonly nodeId: string;
  readonly childIds?: readonly string[];
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
}

/** Words of a text, without marks between them. */
const tokensOf = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}₼№@%]+/gu) ?? [];

/** Words of the tree that Chromium gives a screen reader: texts, and names of pictures and controls. */
async function accessibleTokens(session: CDPSession): Promise<readonly string[]> {
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: readonly AccessibleNode[] };
  // The parts of a labelled picture or number are not read: its label is.
  const inPictures = new Set(
    nodes.filter(({ role }) => role?.value === 'image').flatMap(({ childIds }) => childIds ?? []),
  );
  return nodes
    .filter(
      ({ ignored, role, nodeId }) =>
        !inPictures.has(nodeId) && !ignored && role?.value !== 'RootWebArea' && role?.value !== 'InlineTextBox',
    )
    .flatMap(({ name }) => tokensOf(name?.value ?? ''));
}

async function missingIn(page: Page): Promise<readonly string[]> {
  const script = await page.evaluate(() => document.querySelector('kiosk-gallery')?.script() ?? []);
  const said = new Set(script.flatMap(({ text }) => tokensOf(text)));
  // A tree has several texts for a word with a marked part, and for an address that may break at its @.
  const isPart = (token: string) => token.length > 2 && [...said].some((word) => word.includes(token));
  const session = await page.context().newCDPSession(page);
  const tokens = await accessibleTokens(session);
  await session.detach();
  return [...new Set(tokens)].filter((token) => !said.has(token) && !isPart(token));
}

it('when a page is drawn, then its script says every word that a screen reader is given', {
  timeout: 600_000,
}, async () => {
  const faults = await opened().gallery.forEach(drawn(), async (page, { sample, language }) => {
    const missing = await missingIn(page);
    return missing.length === 0 ? null : `${sample.show}/${sample.name} ${language}: ${missing.join(' ')}`;
  });
  expect(faults.filter((fault) => fault !== null)).toEqual([]);
});
