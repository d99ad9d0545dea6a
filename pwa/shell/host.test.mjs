import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hostOf } from './host.js'
import { intentTo } from './intent.js'

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const VIEW = 'Mozilla/5.0 (Linux; Android 11; CPH2127 Build/RKQ1.200903.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.6367.82 Mobile Safari/537.36'

const APPS = {
  'Facebook on Android': [`${VIEW} [FB_IAB/FB4A;FBAV/463.0.0.54.102;]`, 'Facebook', 'android'],
  'Facebook on an iPhone': [`${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/465.0.0.33.102;FBBV/602096346;FBDV/iPhone12,1;FBMD/iPhone;FBSN/iOS;FBSV/17.5.1;FBLC/id_ID]`, 'Facebook', 'ios'],
  'Messenger on Android': [`${VIEW} [FB_IAB/Orca-Android;FBAV/454.0.0.46.109;]`, 'Messenger', 'android'],
  'Messenger on an iPhone': [`${IPHONE} Mobile/15E148 [FBAN/MessengerForiOS;FBAV/455.0.0.38.109;FBLC/id_ID]`, 'Messenger', 'ios'],
  'Instagram on Android': [`${VIEW} Instagram 330.0.0.40.92 Android (30/11; 320dpi; 720x1448; OPPO; CPH2127; OP4F2F; qcom; id_ID; 596227451)`, 'Instagram', 'android'],
  'Instagram on an iPhone': [`${IPHONE} Mobile/15E148 Instagram 331.0.0.29.90 (iPhone12,1; iOS 17_5_1; id_ID; id; scale=2.00; 828x1792; 600078017)`, 'Instagram', 'ios'],
  'LINE on Android': [`${VIEW} Line/14.7.1/IAB`, 'LINE', 'android'],
  'LINE on an iPhone': [`${IPHONE} Mobile/15E148 Safari Line/14.8.0`, 'LINE', 'ios'],
  'TikTok on Android': [`${VIEW} trill_340503 JsSdk/1.0 NetType/4G Channel/googleplay AppName/trill app_version/34.5.3 ByteLocale/id-ID BytedanceWebview/d8a21c6`, 'TikTok', 'android'],
  'TikTok on an iPhone': [`${IPHONE} Mobile/15E148 musical_ly_34.5.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/id BytedanceWebview/d8a21c6`, 'TikTok', 'ios'],
  'WhatsApp on Android': [`${VIEW} WhatsApp/2.24.10.85 A`, 'WhatsApp', 'android'],
  'Telegram on Android': [`${VIEW} Telegram-Android/10.12.0 (Oppo CPH2127; Android 11; SDK 30; AVERAGE)`, 'Telegram', 'android'],
  'an Android app without a name': [VIEW, '', 'android'],
  'an iPhone app without a name': [`${IPHONE} Mobile/15E148`, '', 'ios'],
}

for (const [what, [agent, app, system]] of Object.entries(APPS)) {
  test(`${what} is recognised`, () => assert.deepEqual(hostOf(agent, false), { app, system }))
}

const BROWSERS = {
  'Chrome on Android': 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Mobile Safari/537.36',
  'Chrome 90': 'Mozilla/5.0 (Linux; Android 8.1.0; CPH1803) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/90.0.4430.210 Mobile Safari/537.36',
  'Samsung Internet': 'Mozilla/5.0 (Linux; Android 11; SAMSUNG SM-A107F) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/15.0 Chrome/90.0.4430.210 Mobile Safari/537.36',
  'Firefox on Android': 'Mozilla/5.0 (Android 11; Mobile; rv:126.0) Gecko/126.0 Firefox/126.0',
  'Opera on Android': 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36 OPR/82.0.0.0',
  'Safari on an iPhone': `${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`,
  'Chrome on an iPhone': `${IPHONE} CriOS/125.0.6422.80 Mobile/15E148 Safari/604.1`,
  'Firefox on an iPhone': `${IPHONE} FxiOS/126.0 Mobile/15E148 Safari/605.1.15`,
  'Chrome on a desk': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36',
  'Safari on a desk': 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
}

for (const [what, agent] of Object.entries(BROWSERS)) {
  test(`${what} is a browser of its own`, () => assert.equal(hostOf(agent, false), null))
}

test('the app on the home screen of an iPhone is no other app', () => {
  assert.equal(hostOf(`${IPHONE} Mobile/15E148`, true), null)
})

test('an intent names the address, its scheme, the browser, and the way where that browser is missing', () => {
  assert.equal(
    intentTo('https://lapor.bontang.example/undangan/aB-3?x=1'),
    'intent://lapor.bontang.example/undangan/aB-3?x=1#Intent;scheme=https;package=com.android.chrome;S.browser_fallback_url=https%3A%2F%2Flapor.bontang.example%2Fundangan%2FaB-3%3Fx%3D1;end',
  )
})
