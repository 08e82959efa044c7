import { Arccosine, Arcsine, Arctangent, Arctangent2 } from '../math/inverse';
import { Arccosh, Arcsinh, Arctanh } from '../math/inverse-hyperbolic';
import { CubeRoot, Hypotenuse } from '../math/roots';
import { Cosine, Sine, Tangent } from '../math/trigonometric';
import { Binary, Unary } from './dispatch';

/** The circular functions, the inverses of these and of the hyperbolic ones, and roots, of floats. Methods and bounds: ../math. */

export function sin(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Sine>(t, a, aStep, out, n);
}

export function cos(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Cosine>(t, a, aStep, out, n);
}

export function tan(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Tangent>(t, a, aStep, out, n);
}

export function arcsin(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Arcsine>(t, a, aStep, out, n);
}

export function arccos(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Arccosine>(t, a, aStep, out, n);
}

export function arctan(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Arctangent>(t, a, aStep, out, n);
}

export function arctan2(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.math<Arctangent2>(t, a, aStep, b, bStep, out, outStep, n);
}

export function arcsinh(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Arcsinh>(t, a, aStep, out, n);
}

export function arccosh(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Arccosh>(t, a, aStep, out, n);
}

export function arctanh(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<Arctanh>(t, a, aStep, out, n);
}

export function cbrt(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.math<CubeRoot>(t, a, aStep, out, n);
}

export function hypot(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.math<Hypotenuse>(t, a, aStep, b, bStep, out, outStep, n);
}
