/** Compiler builtins whose names are also kernels' names, where the kernel would shadow them. */
export abstract class Builtin {
  @inline static sqrt<T>(x: T): T {
    return sqrt<T>(x);
  }
  @inline static floor<T>(x: T): T {
    return floor<T>(x);
  }
  @inline static ceil<T>(x: T): T {
    return ceil<T>(x);
  }
  @inline static trunc<T>(x: T): T {
    return trunc<T>(x);
  }
  @inline static copysign<T>(x: T, y: T): T {
    return copysign<T>(x, y);
  }
}
