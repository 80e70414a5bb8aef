package heapsh.kernel;

import com.google.gson.annotations.SerializedName;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.reply.ExecuteReply;

/** The answer to a cell that is not run because one before it failed; the library has none. */
final class Aborted {
  @SuppressWarnings("unused") // read by gson
  private final String status = "aborted";

  @SuppressWarnings("unused") // read by gson
  @SerializedName("execution_count")
  private final int executionCount;

  private Aborted(int executionCount) {
    this.executionCount = executionCount;
  }

  /** Returns the reply to a request to run a cell. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // the library ties the type to its own content
  static Message<?> replyTo(Message<?> request, int executionCount) {
    return new Message(
        request, (MessageType) ExecuteReply.MESSAGE_TYPE, new Aborted(executionCount));
  }
}
