package org.dspybench.results;

import java.nio.file.Path;

/**
 * A place in a file, for a complaint about it.
 *
 * @param file the file
 * @param where the place in it, in words
 */
record Place(Path file, String where) {

  Place in(String part) {
    return new Place(file, where + ", " + part);
  }

  ResultFileException lacks(String field) {
    return new ResultFileException(
        file, where + " lacks " + field + "; is it a file that JMH wrote with -rf json?");
  }
}
