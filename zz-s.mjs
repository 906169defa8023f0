import { chromium } from 'playwright-core';

const b = await chromium.launch({
  executablePath: '/usr/bin/chromium-headless-shell',
  args: ['--no-sandbox', '--disable-gpu'],
});
const p = await b.newPage();
const u = 'file://' + process.cwd() + '/dist/gallery/index.html';
for (const h of process.argv.slice(2)) {
  await p.goto('about:blank');
  await p.goto(u + '#' + h + '&bare=1&panel=21.5');
  await p.waitForFunction(() => document.documentElement.dataset.ready);
  console.log(h);
  for (const i of await p.evaluate(() => document.querySelector('kiosk-gallery').script()))
    console.log('  [' + i.language + ']', i.text);
}
await b.close();
