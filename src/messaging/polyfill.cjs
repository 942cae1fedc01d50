// What `wxt/browser` gives in a build. Of what is imported from CommonJS a bundler copies every property, and the browser sets
// up each API it has for that: 3 ms of every start. This has a single one.
exports.browser = require('webextension-polyfill');
