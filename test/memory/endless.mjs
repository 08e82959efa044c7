// Ten thousand sums of a million f64, in one synchronous loop: no finalizer runs before its end. Prints the last value
// and the most memory that was resident, in bytes.
import { add, ones, zeros } from 'contig';

const one = ones(1e6);
let total = zeros(1e6);
for (let i = 0; i < 10_000; i++) total = add(total, one);
console.log(JSON.stringify({ value: total.get(999_999), peak: process.resourceUsage().maxRSS * 1024 }));
