import type { TemplateResult } from 'lit';
import type { MaintenancePage, MaintenanceTouch, PageAfterSignIn } from '../../../device/screen/maintenance.ts';
import type { Language } from '../../../device/words/language.ts';
import type { MaintenanceWords } from './words/az.ts';

/** What a page needs to be drawn. `send` returns a listener. */
export interface PageDrawingContext {
  readonly words: MaintenanceWords;
  readonly language: Language;
  readonly send: (touch: MaintenanceTouch) => () => void;
  /** Listener of *open the kiosk*. */
  readonly end: () => void;
}

/** Content of a page, and the buttons of its bar. Without `bar`, the page has *open the kiosk*. `heading`: stands beside *closed*. */
export interface DrawnPage {
  readonly heading?: TemplateResult;
  readonly body: TemplateResult;
  readonly bar?: TemplateResult;
}

export type PageDrawer<P extends MaintenancePage['page']> = (
  page: Extract<MaintenancePage, { readonly page: P }>,
  drawing: PageDrawingContext,
) => DrawnPage;

export type DeskDrawers = { readonly [P in PageAfterSignIn['page']]: PageDrawer<P> };
