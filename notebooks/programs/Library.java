import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A library with books, readers and loans, to have something to ask about. Answers "count". */
public final class Library {
  static final Library INSTANCE = new Library();

  private final List<Book> shelf = new ArrayList<>();
  private final Map<String, Reader> readers = new HashMap<>();
  private final Map<Integer, Loan> loans = new LinkedHashMap<>();
  private final Map<String, Book> wanted = new HashMap<>();

  /** Who writes books. */
  record Author(String name, int born) {}

  /** A book; some have never been opened. */
  static final class Book {
    final String title;
    final Author author;
    final int pages;
    byte[] scan;

    Book(String title, Author author, int pages) {
      this.title = title;
      this.author = author;
      this.pages = pages;
    }
  }

  /** Who reads them. */
  static final class Reader {
    final String name;
    final List<Book> history = new ArrayList<>();

    Reader(String name) {
      this.name = name;
    }
  }

  /** A book that somebody has at home. */
  record Loan(Book book, Reader reader, int days) {}

  private Library() {
    List<Author> authors = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      authors.add(new Author("Author " + i, 1900 + i));
    }
    for (int i = 0; i < 2_000; i++) {
      Book book = new Book("Book " + i, authors.get(i % authors.size()), 50 + i % 700);
      if (i % 10 == 0) {
        book.scan = new byte[1_000 + i];
      }
      shelf.add(book);
    }
    for (int i = 0; i < 300; i++) {
      Reader reader = new Reader("Reader " + i);
      readers.put(reader.name, reader);
      for (int k = 0; k < i % 7; k++) {
        reader.history.add(shelf.get((i * 31 + k * 17) % shelf.size()));
      }
      if (i % 3 == 0) {
        loans.put(i, new Loan(shelf.get(i * 5), reader, i % 60));
      }
    }
    for (int i = 0; i < 100; i++) {
      wanted.put("wish " + i, shelf.get(i * 20));
    }
  }

  public static void main(String[] args) throws IOException {
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      System.out.println(INSTANCE.truth());
    }
  }

  private String truth() {
    long scanned = shelf.stream().filter(b -> b.scan != null).count();
    long thick = shelf.stream().filter(b -> b.pages > 700).count();
    long lent = loans.values().stream().map(Loan::book).distinct().count();
    long late = loans.values().stream().filter(l -> l.days() > 50).count();
    long lentAndWanted =
        loans.values().stream().map(Loan::book).distinct().filter(wanted::containsValue).count();
    return String.format(
        "books=%d scanned=%d thick=%d lent=%d late=%d wanted=%d lentAndWanted=%d",
        shelf.size(), scanned, thick, lent, late, wanted.size(), lentAndWanted);
  }
}
