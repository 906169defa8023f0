/** All that the first page does not draw, in one bundle, which the browser fetches as soon as the first page stands. */
import '../design/k-progress.ts';
import '../design/k-top-bar.ts';
import './kiosk-cover.ts';
import './kiosk-help.ts';
import './kiosk-idle.ts';
import './kiosk-leave.ts';
import './kiosk-lower.ts';

import.meta.glob(['./pages/*.ts', '!./pages/*.samples.ts'], { eager: true });
