import * as z from 'zod/mini';

// Manifest V3 forbids eval; without this zod would probe for it once and cause a policy violation report.
z.config({ jitless: true });
