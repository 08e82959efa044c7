import * as tf from '@tensorflow/tfjs-core';
import 'contig/tfjs';

tf.setBackend('contig');
console.log(
  `${tf.getBackend()}: ${tf
    .cumsum(tf.tensor1d([1, 2, 3]))
    .dataSync()
    .join()}`,
);
