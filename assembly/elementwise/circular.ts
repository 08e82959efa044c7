import { Cosine, Sine, Tangent } from '../math/trigonometric';
import { Unary } from './dispatch';

/** The circular functions of floats. Methods and bounds: ../math. */

export function sin(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Sine>(t, a, aStep, out, n);
}

export function cos(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Cosine>(t, a, aStep, out, n);
}

export function tan(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Tangent>(t, a, aStep, out, n);
}
