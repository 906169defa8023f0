import type { Browser } from 'playwright-core';
import type { Language } from '../../device/words/language.ts';
import { MAINTENANCE_WORDS } from '../../ui/citizen/maintenance/words/all.ts';
import type { KioskProcess } from '../support/kiosk-process.ts';
import { axeFindings, withAxe } from './axe.ts';
import { type Citizen, citizenAt, touchOnceItStands, whatItSays } from './citizen.ts';

const { az } = MAINTENANCE_WORDS;

/** Simulated badges with their PINs: `T-017` and `C-204`. */
export const PINS = { technician: '482915', cashier: '736204' } as const;

const PAGES_DEEP = 4;

export interface Staff {
  readonly page: Citizen['page'];
  heading(name: string): Promise<void>;
  reads(text: string): Promise<void>;
  touch(name: string | RegExp): Promise<void>;
  types(letters: string): Promise<void>;
  badge(who: keyof typeof PINS | null): Promise<void>;
  admitted(language?: Language): Promise<void>;
  opens(language?: Language): Promise<void>;
  ends(): Promise<void>;
  faults(): Promise<readonly unknown[]>;
}

export async function staffAt(browser: Browser, kiosk: KioskProcess): Promise<Staff> {
  const { page, touch } = await citizenAt(browser, kiosk.url);
  await withAxe(page.context());
  await page.reload();
  const heading = (name: string) =>
    page
      .getByRole('heading', { name, exact: true })
      .first()
      .waitFor()
      .catch(async (error: Error) => {
        throw new Error(`the page says ${await whatItSays(page)}\n${error.message}`);
      });
  const badge: Staff['badge'] = (who) =>
    kiosk.dock(
      who === null ? { device: 'badgeReader', do: 'take' } : { device: 'badgeReader', do: 'present', badge: who },
    );
  const types = async (letters: string) => {
    for (const letter of letters) await touch(letter);
  };
  return {
    page,
    heading,
    reads: (text) => page.getByText(text).first().waitFor(),
    touch,
    types,
    badge,
    async admitted(language = 'az') {
      await badge('technician');
      await heading(az.pin.title);
      await types(PINS.technician);
      await touch(az.next);
      await heading(az.tabs.today);
      if (language === 'az') return;
      await touch(language.toUpperCase());
      await heading(MAINTENANCE_WORDS[language].tabs.today);
    },
    async opens(language = 'az') {
      await touch(new RegExp(`^${MAINTENANCE_WORDS[language].open}`));
      await page.locator('screen-attract').waitFor();
      await badge(null);
    },
    async ends() {
      await badge(null);
      const [back, open] = ['.button', '.primary'].map((key) =>
        page.locator(`screen-maintaining footer ${key}`).first(),
      );
      const tabs = page.locator('screen-maintaining nav');
      for (let left = PAGES_DEEP; left > 0 && (await back?.isVisible()); left -= 1)
        await touchOnceItStands(((await tabs.isVisible()) ? open : back)!);
    },
    faults: () => axeFindings(page),
  };
}
